package io.qipan.dispatch.supervision.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.id.model.SupervisionOrderId;
import io.qipan.dispatch.supervision.model.Progress.Act;
import io.qipan.dispatch.supervision.model.SupervisionState.Accepted;
import io.qipan.dispatch.supervision.model.SupervisionState.Over;
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
import java.util.function.BiFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class SupervisionOrderProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Duration AT_LEAST = Duration.ofMinutes(10);
    private static final Path TABLE = Path.of("..", "docs", "transitions", "supervision-order.csv");
    private static final String HEADER = "from,act,to";
    private static final UUID SOME = UUID.fromString("01939b4e-0000-7000-8000-000000000003");

    /** Everything that can be asked of a supervision order, by two people and by the clock. */
    enum Ask {
        SIGN_LI((s, now) -> s.sign("li", now)),
        SIGN_ZHAO((s, now) -> s.sign("zhao", now)),
        ANSWER_LI((s, now) -> s.answer("li", "went there", now, now.plusSeconds(600))),
        ANSWER_ZHAO((s, now) -> s.answer("zhao", "went there", now, now.plusSeconds(600))),
        ACCEPT_LI((s, now) -> s.accept("li", now)),
        ACCEPT_ZHAO((s, now) -> s.accept("zhao", now)),
        RETURN_LI((s, now) -> s.giveBack("li", "nobody asked the caller", now.plus(AT_LEAST), now, AT_LEAST)),
        RETURN_ZHAO((s, now) -> s.giveBack("zhao", "nobody asked the caller", now.plus(AT_LEAST), now, AT_LEAST)),
        RETURN_TOO_SOON((s, now) -> s.giveBack("zhao", "at once", now, now, AT_LEAST)),
        WITHDRAW((s, now) -> s.withdraw("zhao", "issued twice", now)),
        REMIND((s, now) -> s.remind(now.plusSeconds(600)));

        private final BiFunction<SupervisionOrder, Instant, Decision<SupervisionOrder>> on;

        Ask(BiFunction<SupervisionOrder, Instant, Decision<SupervisionOrder>> on) {
            this.on = on;
        }
    }

    private static SupervisionOrder issued(String addressee) {
        Demand demand = new Demand(
                "incidents/" + SOME,
                Optional.empty(),
                false,
                "ask the caller",
                addressee,
                "chief",
                NOW,
                NOW.plusSeconds(600));
        return SupervisionOrder.issued(new SupervisionOrderId(SOME), demand, NOW.plusSeconds(1_200), AT_LEAST)
                .orRefuse();
    }

    @Property
    void whatever_is_asked_it_is_open_with_an_owner_and_a_deadline_or_over_and_nobody_accepts_the_own_answer(
            @ForAll boolean toADesk,
            @ForAll @Size(max = 14) List<Ask> acts,
            @ForAll @Size(14) List<@IntRange(max = 900) Integer> seconds) {
        // Given
        SupervisionOrder order = issued(toADesk ? "desk:dispatch" : "li");
        Instant now = NOW;
        int returned = 0;

        // When
        for (int i = 0; i < acts.size(); i++) {
            now = now.plusSeconds(seconds.get(i));
            switch (acts.get(i).on.apply(order, now)) {
                case Granted<SupervisionOrder>(SupervisionOrder next) -> {
                    assertThat(order.state()).as("before " + acts.get(i)).isNotInstanceOf(Over.class);
                    assertThat(next.version())
                            .isEqualTo(acts.get(i) == Ask.REMIND ? order.version() : order.version() + 1);
                    assertThat(order.progress().late() && !next.progress().late())
                            .as("late no more")
                            .isFalse();
                    returned += acts.get(i).name().startsWith("RETURN") ? 1 : 0;
                    order = next;
                }
                case Refused<SupervisionOrder>(var refusal) ->
                    assertThat(refusal.reason())
                            .isIn(
                                    Reason.ILLEGAL_TRANSITION,
                                    Reason.SECOND_PERSON_REQUIRED,
                                    Reason.ACCESS_DENIED,
                                    Reason.INVALID_FIELD);
            }
        }

        // Then
        assertThat(order.nextDeadlineAt().isEmpty()).isEqualTo(order.state() instanceof Over);
        assertThat(order.owner()).isNotEmpty();
        assertThat(order.progress().returns()).isEqualTo(returned);
        if (order.state() instanceof Accepted accepted) {
            assertThat(order.progress().signed().map(Act::by)).isPresent().isNotEqualTo(Optional.of(accepted.by()));
        }
        if (!toADesk) {
            assertThat(order.progress().signed().map(Act::by).orElse("li")).isEqualTo("li");
        }
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Deque<SupervisionOrder> open = new ArrayDeque<>(List.of(issued("li")));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            SupervisionOrder order = open.pop();
            if (!seen.add(word(order))) {
                continue;
            }
            for (Ask act : Ask.values()) {
                if (act.on.apply(order, NOW) instanceof Granted<SupervisionOrder>(SupervisionOrder next)) {
                    rows.add(String.join(",", word(order), act.name().toLowerCase(Locale.ROOT), word(next)));
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

    /** Without how often. */
    private static String word(SupervisionOrder order) {
        int reminders = order.state() instanceof SupervisionState.Open open
                ? open.clock().reminders()
                : 0;
        String told = order.isEscalated() ? " escalated" : reminders == 1 ? " reminded" : "";
        return order.state().word() + told;
    }
}
