package io.qipan.dispatch.incident.model;

import static io.qipan.dispatch.Places.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Places;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncidentTest {

    private static Refusal refusalOf(Decision<Incident> decision) {
        assertThat(decision).isInstanceOf(Refused.class);
        return ((Refused<Incident>) decision).refusal();
    }

    @Test
    void of_the_first_candidates_the_last_one_with_a_shape_is_chosen() {
        // When
        Incident incident = Sample.opened(Places.point(), Places.point(), Places.words("by the bridge"));

        // Then
        assertThat(incident.locations()).extracting(Location::id).containsExactly(1, 2, 3);
        assertThat(incident.locations()).extracting(Location::chosen).containsExactly(false, true, false);
    }

    @Test
    void without_a_shape_nothing_is_chosen() {
        // When
        Incident incident = Sample.opened(Places.words("by the bridge"));

        // Then
        assertThat(incident.chosenLocation()).isEmpty();
    }

    @Test
    void a_new_candidate_is_chosen_only_if_asked() {
        // Given
        Incident incident = Sample.opened(Places.point());

        // When
        Incident known = incident.locate(Places.point(), false).orRefuse();

        // Then
        assertThat(known.locations()).extracting(Location::chosen).containsExactly(true, false);
        assertThat(known.locate(Places.point(), true).orRefuse().locations())
                .extracting(Location::chosen)
                .containsExactly(false, false, true);
    }

    @Test
    void words_alone_cannot_be_chosen() {
        // Given
        Incident incident = Sample.opened(Places.words("by the bridge"));

        // When
        Refusal refusal = refusalOf(incident.locate(Places.words("under it"), true));

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.INCOMPLETE);
        assertThat(refusal.metadata())
                .containsEntry("resource", incident.id().name())
                .containsEntry("missing", "location");
        assertThat(refusalOf(incident.choose(1)).reason()).isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void a_candidate_that_is_not_there_cannot_be_chosen() {
        // Given
        Incident incident = Sample.opened(Places.point());

        // When
        Refusal refusal = refusalOf(incident.choose(2));

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal.message()).contains("location 2");
    }

    @Test
    void choosing_another_candidate_leaves_one_chosen() {
        // Given
        Incident incident = Sample.opened(Places.point(), Places.point());

        // When
        Incident chosen = incident.choose(1).orRefuse();

        // Then
        assertThat(chosen.locations()).extracting(Location::chosen).containsExactly(true, false);
    }

    @Test
    void open_orders_are_counted_in_the_refusal() {
        // Given
        Incident active = Sample.opened(Places.point()).activate(NOW).orRefuse();

        // When
        Refusal refusal = refusalOf(active.end(IncidentOutcome.RESOLVED, "done", NOW, 2));

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.ORDERS_OPEN);
        assertThat(refusal.metadata()).containsEntry("open_orders", "2");
        assertThat(refusal.message()).contains("2 open orders", "clear or cancel");
    }

    @Test
    void an_incident_does_not_end_without_a_rationale() {
        // Given
        Incident incident = Sample.opened(Places.point());

        // When
        Refusal refusal = refusalOf(incident.end(IncidentOutcome.HANDED_OVER, " ", NOW, 0));

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.RATIONALE_REQUIRED);
        assertThat(refusal.metadata()).containsEntry("outcome", "HANDED_OVER");
    }

    @Test
    void further_calls_are_kept_in_the_order_in_which_they_came() {
        // Given
        CallId first = new CallId(UUID.fromString("01939b4e-0000-7000-8000-00000000000a"));
        CallId second = new CallId(UUID.fromString("01939b4e-0000-7000-8000-00000000000b"));

        // When
        Incident incident = Sample.opened()
                .attach(first, false)
                .orRefuse()
                .attach(second, false)
                .orRefuse();

        // Then
        assertThat(incident.calls()).containsExactly(first, second);
        assertThat(incident.version()).isEqualTo(3);
    }

    @Test
    void an_incident_does_not_end_before_it_was_opened() {
        // Given
        Incident incident = Sample.opened(Places.point());
        Instant before = incident.openedAt().minusSeconds(1);

        // When
        Refusal refusal = refusalOf(incident.end(IncidentOutcome.RESOLVED, "done", before, 0));

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refusal.violations()).extracting(Refusal.Violation::field).containsExactly("ended_at");
        assertThat(refusal.message())
                .contains(before.toString(), incident.openedAt().toString());
    }

    @Test
    void there_is_an_end_to_candidates() {
        // Given
        Incident incident =
                Sample.opened(Collections.nCopies(500, Places.point()).toArray(Location[]::new));

        // When
        Refusal refusal = refusalOf(incident.locate(Places.point(), false));

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(refusal.message()).contains("500 locations");
    }
}
