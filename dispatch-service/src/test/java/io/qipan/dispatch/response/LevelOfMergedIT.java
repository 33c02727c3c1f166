package io.qipan.dispatch.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentResponse;
import io.qipan.proto.dispatch.v1.MergeIncidentsResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Reinforcement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of two incidents that are one the higher alarm level goes on, and each has its own again when they are two. */
class LevelOfMergedIT extends PlanScenario {

    /** What was decided, without what every change changes. */
    private static IncidentResponse decided(IncidentResponse response) {
        return response.toBuilder().clearEtag().clearNextDeadlineAt().build();
    }

    private String levels(Incident... incidents) {
        StringBuilder levels = new StringBuilder();
        for (Incident incident : incidents) {
            levels.append(response(incident).getLevel());
        }
        return levels.toString();
    }

    @Test
    void the_higher_level_goes_on_with_its_plan_and_what_is_missing_is_told() {
        // Given
        boat("near");
        boat("next");
        Incident rescue = desk().open(Desk.anIncident("water_rescue"));
        IncidentResponse higher = level(rescue, 0, 2);
        Incident root = opened(1);
        Order order = desk().send(rescue, "units/near");

        // When
        MergeIncidentsResponse merged = merge(rescue, root);

        // Then
        IncidentResponse kept = merged.getResponse();
        assertThat(kept.getLevel()).isEqualTo(2);
        assertThat(kept.getPlan()).isEqualTo("water-rescue");
        assertThat(kept.getTakenFrom()).isEqualTo(rescue.getName());
        assertThat(kept.getChangedAt()).isEqualTo(higher.getChangedAt());
        assertThat(kept.hasNextDeadlineAt()).isTrue();
        assertThat(desk().now(order).getIncident()).isEqualTo(root.getName());
        assertThat(merged.getReinforcement().getNeedsList())
                .containsExactly(Reinforcement.State.newBuilder()
                        .setCapability("water")
                        .setNeeded(3)
                        .setAssigned(1)
                        .setMissing(2)
                        .build());
        assertThat(merged.getReinforcement().getUnitsList())
                .extracting(unit -> unit.getUnit())
                .containsExactly("units/next");
        assertThat(merged.getReinforcement().getShortfallsCount()).isEqualTo(1);
        assertThat(merged.getReinforcement().getCoverageUnknown()).isTrue();
        assertThat(answer(root).getReinforcement())
                .isEqualTo(merged.getReinforcement().toBuilder()
                        .clearCoverageUnknown()
                        .build());
        assertThat(told(nameOf(root))).containsExactly("incident_response.raised", "incident_response.raised");
        assertThat(deadlines(nameOf(root))).containsExactly("incident_response.look");
    }

    @Test
    void what_is_merged_needs_nothing_any_more_and_nobody_looks_at_its_level() {
        // Given
        boat("near");
        Incident one = opened(2);
        Incident root = opened();

        // When
        var ignored = merge(one, root);

        // Then
        assertThat(answer(one).getReinforcement().getNeedsList()).isEmpty();
        assertThat(response(one).getLevel()).isEqualTo(2);
        assertThat(response(one).hasNextDeadlineAt()).isFalse();
        assertThat(deadlines(nameOf(one))).isEmpty();
        assertThat(told(nameOf(one))).containsExactly("incident_response.raised", "incident_response.merged");
    }

    @Test
    void taken_apart_again_each_has_exactly_what_it_had() {
        // Given
        Incident one = opened(3);
        Incident root = opened(1);
        IncidentResponse oneBefore = response(one);
        IncidentResponse rootBefore = response(root);
        var ignored = merge(one, root);
        pass(60);

        // When
        Incident out = takeOut(one);

        // Then
        assertThat(out.getState()).isEqualTo(Incident.State.NEW);
        assertThat(decided(response(one))).isEqualTo(decided(oneBefore));
        assertThat(decided(response(root))).isEqualTo(decided(rootBefore));
        assertThat(Long.parseLong(response(root).getEtag())).isEqualTo(Long.parseLong(rootBefore.getEtag()) + 2);
        assertThat(deadlines(nameOf(one))).containsExactly("incident_response.look");
        assertThat(told(nameOf(one))).endsWith("incident_response.resumed");
        assertThat(told(nameOf(root))).endsWith("incident_response.restored");
    }

    @Test
    void an_incident_that_had_no_level_has_none_again() {
        // Given
        Incident one = opened(2);
        Incident root = opened();
        MergeIncidentsResponse merged = merge(one, root);

        // When
        Incident ignored = takeOut(one);

        // Then
        assertThat(merged.getResponse().getLevel()).isEqualTo(2);
        assertThat(response(root).getLevel()).isZero();
        assertThat(response(root).getTakenFrom()).isEmpty();
        assertThat(deadlines(nameOf(root))).isEmpty();
    }

    @Test
    void a_level_that_is_not_higher_changes_nothing() {
        // Given
        Incident one = opened(2);
        Incident root = opened(2);
        IncidentResponse before = response(root);

        // When
        MergeIncidentsResponse merged = merge(one, root);

        // Then
        assertThat(merged.getResponse()).isEqualTo(before);
        Incident out = takeOut(one);
        assertThat(out.getMergedInto()).isEmpty();
        assertThat(response(root)).isEqualTo(before);
    }

    @Test
    void without_any_level_a_merge_says_nothing_of_levels() {
        // When
        MergeIncidentsResponse merged = merge(opened(), opened());

        // Then
        assertThat(merged.hasResponse()).isFalse();
        assertThat(merged.hasReinforcement()).isFalse();
    }

    @Test
    void what_a_person_has_set_since_stays() {
        // Given
        Incident one = opened(2);
        Incident root = opened(1);
        var merged = merge(one, root);
        pass(60);
        IncidentResponse raised = level(root, 2, 3);

        // When
        Incident ignored = takeOut(one);

        // Then
        assertThat(merged.getResponse().getLevel()).isEqualTo(2);
        assertThat(response(root)).isEqualTo(raised);
        assertThat(response(one).getLevel()).isEqualTo(2);
    }

    @Test
    void in_a_chain_the_level_goes_up_to_the_root_and_leaves_with_what_brought_it() {
        // Given
        Incident end = opened(3);
        Incident middle = opened(1);
        Incident root = opened();
        var ignored = merge(end, middle);
        ignored = merge(middle, root);
        String before = levels(end, middle, root);
        String from = response(root).getTakenFrom();

        // When
        Incident out = takeOut(end);

        // Then
        assertThat(before).isEqualTo("333");
        assertThat(from).isEqualTo(middle.getName());
        assertThat(levels(out, middle, root)).isEqualTo("311");
        assertThat(deadlines(nameOf(middle))).isEmpty();
        out = takeOut(middle);
        assertThat(levels(end, out, root)).isEqualTo("310");
        assertThat(deadlines(nameOf(middle))).containsExactly("incident_response.look");
    }

    @Test
    void of_several_the_highest_that_is_left_holds_in_whatever_order_they_are_taken_out() {
        // Given
        Incident high = opened(3);
        Incident low = opened(2);
        Incident root = opened(1);
        var ignored = merge(high, root);
        ignored = merge(low, root);

        // When
        Incident out = takeOut(high);

        // Then
        assertThat(levels(out, low, root)).isEqualTo("322");
        assertThat(response(root).getTakenFrom()).isEqualTo(low.getName());
        out = takeOut(low);
        assertThat(levels(high, out, root)).isEqualTo("321");
        assertThat(response(root).getTakenFrom()).isEmpty();
    }

    @Test
    void one_decided_lower_by_a_person_is_not_raised_by_a_later_merge_that_is_undone() {
        // Given
        Incident first = opened(3);
        Incident root = opened(1);
        var ignored = merge(first, root);
        pass(60);
        IncidentResponse lowered = level(root, 3, 1);
        Incident second = opened(2);
        ignored = merge(second, root);

        // When
        Incident out = takeOut(second);

        // Then
        assertThat(List.of(ignored.getResponse().getLevel(), lowered.getLevel()))
                .containsExactly(2, 1);
        assertThat(out.getState()).isEqualTo(Incident.State.NEW);
        assertThat(decided(response(root))).isEqualTo(decided(lowered));
    }

    @Test
    void a_root_that_has_ended_is_not_looked_at_again() {
        // Given
        Incident one = opened(2);
        Incident root = opened();
        var ignored = merge(one, root);
        Incident ended = desk().end(desk().now(root));

        // When
        Incident out = takeOut(one);

        // Then
        assertThat(ended.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(out.getState()).isEqualTo(Incident.State.NEW);
        assertThat(deadlines(nameOf(root))).isEmpty();
        assertThat(deadlines(nameOf(one))).containsExactly("incident_response.look");
    }
}
