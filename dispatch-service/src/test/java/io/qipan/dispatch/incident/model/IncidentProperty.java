package io.qipan.dispatch.incident.model;

import static io.qipan.dispatch.Places.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Places;
import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.IncidentState.Ended;
import io.qipan.dispatch.incident.model.IncidentState.Merged;
import io.qipan.dispatch.incident.model.IncidentState.New;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** With what is done to two incidents; {@code -Dtransitions.update=true} publishes the table anew. */
class IncidentProperty {
    private static final Instant LATER = NOW.plusSeconds(300);

    /** Everything that can be asked of an incident, alone and beside another one. */
    enum Act {
        QUEUE(i -> i.queue(LATER)),
        ACTIVATE(i -> i.activate(LATER)),
        MONITOR(i -> i.monitor(0, LATER)),
        MONITOR_WITH_ORDERS(i -> i.monitor(1, LATER)),
        END(i -> i.end(IncidentOutcome.RESOLVED, "done", LATER, 0)),
        END_WITH_ORDERS(i -> i.end(IncidentOutcome.RESOLVED, "done", LATER, 1)),
        LOCATE(i -> i.locate(Places.point(), true)),
        RECLASSIFY(i -> i.reclassify("water_rescue", Priority.P1)),
        TAKE_OVER(i -> i.takeOver("li")),
        REMIND(i -> i.overdue(LATER.plusSeconds(60))),
        MERGE_INTO_ANOTHER(i -> Merging.merge(i, other(), 0, LATER).then(one -> Decision.grant(one.merged()))),
        TAKE_ANOTHER_IN(i -> Merging.merge(other(), i, 0, LATER).then(one -> Decision.grant(one.root()))),
        TAKE_ANOTHER_IN_WITH_ORDERS(i -> Merging.merge(other(), i, 1, LATER).then(one -> Decision.grant(one.root()))),
        TAKE_OUT(Merging::takeOut),
        LET_ANOTHER_GO(i -> Decision.grant(Merging.left(i, Optional.of(new New(LATER)), 0))),
        LET_ANOTHER_GO_WITH_ORDERS_LEFT(i -> Decision.grant(Merging.left(i, Optional.of(new New(LATER)), 1)));

        private final Function<Incident, Decision<Incident>> on;

        Act(Function<Incident, Decision<Incident>> on) {
            this.on = on;
        }
    }

    private static Incident opened() {
        return Sample.opened(Places.point());
    }

    private static Incident other() {
        Incident opened = opened();
        return new Incident(
                new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000009")),
                "I2026-000009",
                opened.version(),
                opened.state(),
                opened.type(),
                opened.priority(),
                opened.summary(),
                opened.locations(),
                opened.calls(),
                opened.owner(),
                opened.openedAt(),
                opened.actAt(),
                opened.drill(),
                opened.recordedAt(),
                opened.clue(),
                opened.unverified());
    }

    @Property
    void whatever_is_asked_it_is_open_with_a_deadline_or_merged_as_it_was_or_over_for_ever(
            @ForAll @Size(max = 20) List<Act> acts) {
        // Given
        Incident incident = opened();

        // When
        for (Act act : acts) {
            switch (act.on.apply(incident)) {
                case Granted<Incident>(Incident next) -> {
                    boolean same = act == Act.REMIND || next.equals(incident);
                    assertThat(next.version()).isEqualTo(incident.version() + (same ? 0 : 1));
                    assertThat(incident.state() instanceof Ended && !next.equals(incident))
                            .as("a way back from the end by " + act)
                            .isFalse();
                    if (incident.state() instanceof Merged merged && !next.equals(incident)) {
                        assertThat(act).isEqualTo(Act.TAKE_OUT);
                        assertThat(next.state()).isEqualTo(merged.before());
                    }
                    incident = next;
                }
                case Refused<Incident>(var refusal) ->
                    assertThat(refusal.reason())
                            .isIn(Reason.ILLEGAL_TRANSITION, Reason.ORDERS_OPEN, Reason.NOT_MERGEABLE);
            }
        }

        // Then
        switch (incident.state()) {
            case Open open -> assertThat(open.nextDeadlineAt()).isAfterOrEqualTo(NOW);
            case Merged merged -> assertThat(merged.into()).isEqualTo(other().id());
            case Ended ended -> assertThat(ended.rationale()).isNotBlank();
        }
        assertThat(incident.chosenLocation()).isPresent();
    }

    @Example
    void the_published_table_is_what_the_rules_do() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(opened()), TransitionTable.acts(Act.values(), act -> act.on), IncidentProperty::word);

        // Then
        TransitionTable.assertPublished("incident", rows);
    }

    private static String word(Incident incident) {
        return switch (incident.state()) {
            case Merged merged -> "merged when " + merged.before().word();
            case Open _, Ended _ -> incident.state().word();
        };
    }
}
