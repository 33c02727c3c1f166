package io.qipan.dispatch.referral.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Referral.Acceptance;
import io.qipan.dispatch.referral.model.Referral.Result;
import io.qipan.dispatch.referral.model.ReferralState.Accepted;
import io.qipan.dispatch.referral.model.ReferralState.Completed;
import io.qipan.dispatch.referral.model.ReferralState.Open;
import io.qipan.dispatch.referral.model.ReferralState.Over;
import io.qipan.dispatch.referral.model.ReferralState.Returned;
import io.qipan.dispatch.referral.model.ReferralState.Withdrawn;
import io.qipan.dispatch.transfer.model.Mode;
import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class ReferralProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "referral.csv");
    private static final String HEADER = "from,act,to";
    private static final ReferralId ID = new ReferralId(UUID.fromString("01939b4e-0000-7000-8000-000000000003"));
    private static final CallId CALL = new CallId(UUID.fromString("01939b4e-0000-7000-8000-000000000002"));
    private static final CallId OTHER_CALL = new CallId(UUID.fromString("01939b4e-0000-7000-8000-000000000004"));

    private static final ScopeList LIST = new ScopeList(
            1,
            NOW,
            "agreed",
            "li",
            new ScopeList.Limits(Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofHours(24)),
            2,
            List.of(
                    new ScopeList.Entry("crime", "刑事案件", "Crime", List.of(ScopeList.US)),
                    new ScopeList.Entry("noise", "噪声", "Noise", List.of("agencies/12345", ScopeList.US))),
            List.of());

    /** Everything that can be asked of a referral. */
    enum Ask {
        REMIND(Referral::remind),
        ACCEPT(r -> r.accept(new Acceptance(NOW, "wang"), OTHER_CALL, "wang")),
        RETURN(r -> r.giveBack(new GivingBack(LIST, false), "not ours", NOW)),
        RETURN_AFTER_A_UNIT_WAS_SENT(r -> r.giveBack(new GivingBack(LIST, true), "not ours", NOW)),
        TELL_OF_DANGER(r -> r.endanger(OTHER_CALL, NOW)),
        END_ITS_CALL(r -> r.complete(new Result("RESOLVED", "I2026-000001 has ended: RESOLVED", NOW), "system")),
        MISS_THE_RESULT(r -> r.overdue(NOW.plus(Duration.ofHours(24)))),
        WITHDRAW(r -> r.withdraw("the caller has moved", NOW, "wang", NOW.plus(Duration.ofMinutes(5)))),
        MISS_THE_WITHDRAWAL(r -> r.remindOfWithdrawal(NOW.plus(Duration.ofMinutes(10)))),
        GRANT_THE_WITHDRAWAL(r -> r.grantWithdrawal("take it", NOW, "wang")),
        REFUSE_THE_WITHDRAWAL(r -> r.refuseWithdrawal("a unit is there", NOW, "wang"));

        private final Function<Referral, Decision<Referral>> on;

        Ask(Function<Referral, Decision<Referral>> on) {
            this.on = on;
        }
    }

    private static Referral offered(String matter, boolean danger) {
        return Referral.offered(
                ID,
                new Matter(
                        "agencies/12345",
                        "W-17",
                        matter,
                        1,
                        Mode.PUSHED,
                        "somebody shouts",
                        List.of(),
                        "",
                        true,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        1),
                Referral.Clock.from(NOW, LIST.limits()),
                danger ? Optional.of(CALL) : Optional.empty());
    }

    @Property
    void whatever_is_asked_it_is_open_with_an_owner_and_a_deadline_or_over_with_a_reason_and_danger_has_a_call(
            @ForAll boolean ours, @ForAll boolean danger, @ForAll @Size(max = 12) List<Ask> asks) {
        // Given
        Referral referral = offered(ours ? "crime" : "noise", danger);
        boolean wasAccepted = false;

        // When
        for (Ask ask : asks) {
            switch (ask.on.apply(referral)) {
                case Granted<Referral>(Referral next) -> {
                    assertThat(referral.state() instanceof Over)
                            .as("a way back from over by " + ask)
                            .isFalse();
                    assertThat(next.call().isPresent() || referral.call().isEmpty())
                            .as("its call is never lost")
                            .isTrue();
                    assertThat(ask == Ask.RETURN && referral.danger())
                            .as("danger returned before a unit was sent")
                            .isFalse();
                    boolean sameEtag = ask == Ask.MISS_THE_RESULT || next.equals(referral);
                    assertThat(next.version()).isEqualTo(referral.version() + (sameEtag ? 0 : 1));
                    referral = next;
                }
                case Refused<Referral>(var refusal) ->
                    assertThat(refusal.reason()).isIn(Reason.ILLEGAL_TRANSITION, Reason.TRANSFER_REFUSED);
            }
            wasAccepted |= referral.state() instanceof Accepted;
        }

        // Then
        assertThat(referral.owner()).isNotEmpty();
        switch (referral.state()) {
            case Open open -> assertThat(open.nextDeadlineAt()).isAfter(NOW);
            case Over over -> assertThat(over.reason()).isNotBlank();
        }
        assertThat(referral.danger() && referral.call().isEmpty()).isFalse();
        assertThat(referral.state() instanceof Returned && (wasAccepted || ours))
                .isFalse();
        if (!(referral.state() instanceof Withdrawn)) {
            assertThat(referral.acceptance().isPresent())
                    .isEqualTo(referral.state() instanceof Accepted || referral.state() instanceof Completed);
        }
        boolean asked = referral.withdrawal().filter(Withdrawal::isOpen).isPresent();
        assertThat(asked && referral.state() instanceof Over)
                .as("asked for though it is over")
                .isFalse();
        boolean granted = referral.withdrawal()
                .filter(withdrawal -> withdrawal.state() instanceof Withdrawal.Granted)
                .isPresent();
        assertThat(referral.state() instanceof Withdrawn && referral.call().isPresent())
                .as("what is being worked is taken back by consent only")
                .isEqualTo(granted);
        referral.withdrawal()
                .ifPresent(withdrawal ->
                        assertThat(withdrawal.nextDeadlineAt().isPresent()).isEqualTo(withdrawal.isOpen()));
    }

    @Example
    void danger_is_let_in_whatever_else_is_wrong_with_it() {
        // Given
        Matter unknownAgainWithoutConsent = new Matter(
                "agencies/119",
                "F-1",
                "nobody_knows",
                1,
                Mode.PUT_THROUGH,
                "smoke",
                List.of(),
                "",
                false,
                false,
                Optional.empty(),
                Optional.of(ID),
                9);

        // When
        Decision<Matter> decision = new Admission(LIST).decide(unknownAgainWithoutConsent, true);

        // Then
        assertThat(decision).isInstanceOf(Granted.class);
        assertThat(new Admission(LIST).decide(unknownAgainWithoutConsent, false))
                .isInstanceOf(Refused.class);
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Deque<Referral> open = new ArrayDeque<>(List.of(
                offered("noise", false), offered("noise", true), offered("crime", false), offered("crime", true)));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Referral referral = open.pop();
            if (!seen.add(word(referral))) {
                continue;
            }
            for (Ask ask : Ask.values()) {
                if (ask.on.apply(referral) instanceof Granted<Referral>(Referral next)) {
                    rows.add(String.join(",", word(referral), ask.name().toLowerCase(Locale.ROOT), word(next)));
                    open.push(next);
                }
            }
        }
        if (Boolean.getBoolean("transitions.update")) {
            Path ignored = Files.writeString(TABLE, HEADER + "\n" + String.join("\n", rows) + "\n");
        }

        // When
        List<String> published = Files.readAllLines(TABLE);

        // Then
        assertThat(published).first().isEqualTo(HEADER);
        assertThat(published.subList(1, published.size())).containsExactlyElementsOf(rows);
    }

    /** With what the rules ask beside the state. */
    private static String word(Referral referral) {
        return referral.state().word()
                + (referral.danger() ? " with danger" : "")
                + (referral.matter().code().equals("crime") ? " ours alone" : "")
                + referral.withdrawal()
                        .map(withdrawal -> " withdrawal " + withdrawal.state().word())
                        .orElse("");
    }
}
