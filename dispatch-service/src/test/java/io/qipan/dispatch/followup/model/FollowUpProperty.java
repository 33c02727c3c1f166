package io.qipan.dispatch.followup.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.followup.model.FollowUp.Heard;
import io.qipan.dispatch.followup.model.FollowUp.Rated;
import io.qipan.dispatch.followup.model.FollowUpState.Done;
import io.qipan.dispatch.followup.model.FollowUpState.Over;
import io.qipan.dispatch.followup.model.FollowUpState.Queued;
import io.qipan.dispatch.followup.model.FollowUpState.ToCall;
import io.qipan.dispatch.followup.model.FollowUpState.ToCallBack;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class FollowUpProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "follow-up.csv");
    private static final String HEADER = "from,act,to";
    private static final UUID SOME = UUID.fromString("01939b4e-0000-7000-8000-000000000003");

    /** Everything that can happen to a follow-up. */
    enum Act {
        SEND((f, now) -> Decision.grant(f.sent(now, now.plusSeconds(60)))),
        DELIVER((f, now) -> Decision.grant(f.delivered(now, now.plusSeconds(60)))),
        FAIL((f, now) -> Decision.grant(f.undeliverable("switched off", now.plusSeconds(60)))),
        ANSWER_SATISFIED((f, now) -> Decision.grant(f.answer("1", now, now.plusSeconds(60)))),
        ANSWER_DISSATISFIED((f, now) -> Decision.grant(f.answer("3", now, now.plusSeconds(60)))),
        ANSWER_TEXT((f, now) -> Decision.grant(f.answer("hm", now, now.plusSeconds(60)))),
        RATE_SATISFIED((f, now) -> f.rate(Rating.SATISFIED, "", now, now.plusSeconds(60))),
        RATE_DISSATISFIED((f, now) -> f.rate(Rating.DISSATISFIED, "", now, now.plusSeconds(60))),
        GIVE_UP((f, now) -> f.giveUp("rang three times", now)),
        CONCLUDE((f, now) -> f.conclude("told why", now)),
        LOOK((f, now) -> Decision.grant(f.look(now, now.plusSeconds(60))));

        private final BiFunction<FollowUp, Instant, Decision<FollowUp>> on;

        Act(BiFunction<FollowUp, Instant, Decision<FollowUp>> on) {
            this.on = on;
        }
    }

    private static FollowUp opened(boolean byMessage) {
        Instant until = NOW.plusSeconds(60);
        return new FollowUp(
                new FollowUpId(SOME),
                1,
                byMessage ? new Queued(until) : new ToCall(until),
                new IncidentId(SOME),
                new CallId(SOME),
                "wang",
                NOW,
                Heard.NOTHING,
                "");
    }

    @Property
    void whateverHappensItIsOwedByADeadlineOrOverAndARatingIsNeverLost(
            @ForAll boolean byMessage, @ForAll @Size(max = 14) List<Act> acts) {
        // Given
        FollowUp followUp = opened(byMessage);
        Optional<Rated> first = Optional.empty();
        boolean calledBack = false;

        // When
        for (Act act : acts) {
            switch (act.on.apply(followUp, NOW)) {
                case Granted<FollowUp>(FollowUp next) -> {
                    calledBack |= act == Act.CONCLUDE;
                    assertThat(next.version()).isBetween(followUp.version(), followUp.version() + 1);
                    followUp = next;
                }
                case Refused<FollowUp>(var refusal) ->
                    assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
            }
            first = first.or(followUp.heard()::rated);
            assertThat(followUp.heard().rated()).as("the first rating counts").isEqualTo(first);
        }

        // Then
        assertThat(followUp.nextDeadlineAt().isEmpty()).isEqualTo(followUp.state() instanceof Over);
        assertThat(followUp.state() instanceof Done || followUp.state() instanceof ToCallBack)
                .as("rated")
                .isEqualTo(first.isPresent());
        boolean dissatisfied =
                first.filter(rated -> rated.rating() == Rating.DISSATISFIED).isPresent();
        assertThat(dissatisfied && followUp.state() instanceof Done)
                .as("called back")
                .isEqualTo(calledBack);
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Deque<FollowUp> open = new ArrayDeque<>(List.of(opened(true), opened(false)));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            FollowUp followUp = open.pop();
            if (!seen.add(followUp.state().word()
                    + followUp.heard().rated()
                    + followUp.heard().text())) {
                continue;
            }
            for (Act act : Act.values()) {
                if (act.on.apply(followUp, NOW) instanceof Granted<FollowUp>(FollowUp next)) {
                    if (!next.state().word().equals(followUp.state().word())) {
                        rows.add(String.join(
                                ",",
                                followUp.state().word(),
                                act.name().toLowerCase(Locale.ROOT),
                                next.state().word()));
                    }
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
}
