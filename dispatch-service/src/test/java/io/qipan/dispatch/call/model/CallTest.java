package io.qipan.dispatch.call.model;

import static io.qipan.dispatch.Places.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Places;
import io.qipan.dispatch.call.model.CallState.Ended;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
    private static final IncidentId INCIDENT = new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000001"));
    private static final Instant LATER = NOW.plusSeconds(120);

    /** Everything that can be asked of a call. */
    enum Act {
        LOCATE(call -> call.locate(Places.point())),
        END(call -> call.end(CallOutcome.CALLER_ADVISED, "knows now")),
        HAND_OVER(call -> call.handOver(INCIDENT, CallOutcome.INCIDENT_OPENED)),
        ATTACH(call -> call.handOver(INCIDENT, CallOutcome.ATTACHED_TO_INCIDENT)),
        REMIND(call -> call.overdue(LATER));

        private final Function<Call, Decision<Call>> on;

        Act(Function<Call, Decision<Call>> on) {
            this.on = on;
        }

        long versionAfter(Call before) {
            return this == REMIND ? before.version() : before.version() + 1;
        }

        boolean ends() {
            return this == END || this == HAND_OVER || this == ATTACH;
        }
    }

    private static Call draft(Instant answeredAt, Location... locations) {
        return new Call(
                new CallId(UUID.fromString("01939b4e-0000-7000-8000-000000000002")),
                "C2026-000001",
                1,
                new Open(NOW),
                Channel.VOICE,
                NOW,
                answeredAt,
                true,
                "13900000000",
                "somebody is in the river",
                List.of(locations),
                "tester",
                Optional.empty(),
                false,
                NOW,
                Optional.empty());
    }

    private static Call open() {
        return Call.received(draft(NOW, Places.words("by the bridge"))).orRefuse();
    }

    private static Refusal refusalOf(Decision<Call> decision) {
        assertThat(decision).isInstanceOf(Refused.class);
        return ((Refused<Call>) decision).refusal();
    }

    @ParameterizedTest
    @EnumSource
    void an_open_call_takes_every_step_and_each_but_a_reminder_makes_a_new_version(Act act) {
        // Given
        Call call = open();

        // When
        Call next = act.on.apply(call).orRefuse();

        // Then
        assertThat(next.version()).isEqualTo(act.versionAfter(call));
        assertThat(next.state() instanceof Ended).isEqualTo(act.ends());
    }

    @ParameterizedTest
    @EnumSource
    void nothing_changes_after_a_call_has_ended(Act act) {
        // Given
        Call ended = open().end(CallOutcome.HOAX, "children laughing").orRefuse();

        // When
        Refusal refusal = refusalOf(act.on.apply(ended));

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(refusal.metadata())
                .containsEntry("resource", ended.id().name())
                .containsEntry("state", "ended")
                .containsKey("action");
    }

    @Test
    void a_call_that_was_attached_is_open_again_and_no_other_one() {
        // Given
        Call attached =
                open().handOver(INCIDENT, CallOutcome.ATTACHED_TO_INCIDENT).orRefuse();
        Call opener = open().handOver(INCIDENT, CallOutcome.INCIDENT_OPENED).orRefuse();

        // When
        Call detached = attached.detach(LATER).orRefuse();

        // Then
        assertThat(detached.state()).isEqualTo(new Open(LATER));
        assertThat(detached.incident()).isEmpty();
        assertThat(detached.version()).isEqualTo(attached.version() + 1);
        assertThat(refusalOf(opener.detach(LATER)).reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(refusalOf(open().detach(LATER)).metadata()).containsEntry("state", "open");
    }

    @ParameterizedTest
    @EnumSource(
            value = CallOutcome.class,
            names = {"CALLER_ADVISED", "HOAX", "ACCIDENTAL", "NO_ACTION"})
    void an_outcome_without_an_incident_needs_a_rationale(CallOutcome outcome) {
        // Given
        Call call = open();

        // When
        Refusal refusal = refusalOf(call.end(outcome, "  \n"));

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.RATIONALE_REQUIRED);
        assertThat(refusal.metadata()).containsEntry("outcome", outcome.name());
    }

    @Test
    void a_call_that_is_given_to_an_incident_names_it() {
        // Given
        Call call = open();

        // When
        Call next = call.handOver(INCIDENT, CallOutcome.INCIDENT_OPENED).orRefuse();

        // Then
        assertThat(call.incident()).isEmpty();
        assertThat(next.incident()).contains(INCIDENT);
        assertThat(next.state()).isEqualTo(new Ended(CallOutcome.INCIDENT_OPENED, "", Optional.of(INCIDENT)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 900})
    void a_call_is_answered_when_it_arrives_or_later(long seconds) {
        // Given
        Call draft = draft(NOW.plusSeconds(seconds));

        // When
        Call received = Call.received(draft).orRefuse();

        // Then
        assertThat(received.answeredAt()).isEqualTo(NOW.plusSeconds(seconds));
        assertThat(received.version()).isEqualTo(1);
    }

    @Test
    void a_call_that_was_answered_before_it_arrived_is_refused_with_the_field() {
        // Given
        Call draft = draft(NOW.minusSeconds(1));

        // When
        Refusal refusal = refusalOf(Call.received(draft));

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refusal.violations()).extracting(Refusal.Violation::field).containsExactly("answered_at");
        assertThat(refusal.message()).contains("2026-11-20T01:59:59Z", "2026-11-20T02:00:00Z");
    }

    @Test
    void candidates_are_numbered_from_one_and_none_is_overwritten() {
        // Given
        Call call = Call.received(draft(NOW, Places.words("a"), Places.point())).orRefuse();

        // When
        Call located = call.locate(Places.words("c")).orRefuse();

        // Then
        assertThat(located.locations()).extracting(Location::id).containsExactly(1, 2, 3);
        assertThat(located.locations()).extracting(Location::text).containsExactly("a", "", "c");
        assertThat(located.locations()).noneMatch(Location::chosen);
    }

    @Test
    void there_is_an_end_to_candidates() {
        // Given
        Call call = Call.received(
                        draft(NOW, Collections.nCopies(500, Places.point()).toArray(Location[]::new)))
                .orRefuse();

        // When
        Refusal refusal = refusalOf(call.locate(Places.point()));

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(refusal.message()).contains("500 locations");
    }
}
