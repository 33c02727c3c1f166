package io.qipan.dispatch.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Reinforcement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether all is there that an alarm level needs, if not everything is known, and if nobody was to look. */
class LevelUnknownIT extends PlanScenario {
    private static final Duration LOOK = Duration.ofMinutes(5);

    private List<Attention> attentions(Kind kind) {
        return desk().attentions
                .listAttentions(
                        ListAttentionsRequest.newBuilder().setOptionalKind(kind).build())
                .getAttentionsList();
    }

    @Test
    void of_an_assigned_unit_that_nobody_knows_nobody_claims_that_it_is_missing() {
        // Given
        newBoat("near");
        Incident incident = opened(1);
        Order order = desk().accept(desk().send(incident, "units/near"));
        patrol.goAway();

        // When
        pass(LOOK);

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(attentions(Kind.ALARM_LEVEL_UNMET)).isEmpty();
        assertThat(attentions(Kind.ALARM_LEVEL_UNKNOWN)).singleElement().satisfies(attention -> {
            assertThat(attention.getOwner()).isEqualTo("wang");
            assertThat(attention.getText())
                    .isEqualTo("Whether all is there that level 1 of plan drowning needs cannot be told: nobody knows"
                            + " what units/near can do");
        });
        assertThat(response(incident).getUndetermined()).isTrue();
        assertThat(response(incident).getUnmet()).isFalse();
        assertThat(deadlines(nameOf(incident))).containsExactly("incident_response.look");
    }

    @Test
    void as_soon_as_it_is_known_the_next_look_tells() {
        // Given
        newBoat("near");
        Incident incident = opened(1);
        Order order = desk().accept(desk().send(incident, "units/near"));
        pass(LOOK);
        int before = attentions(Kind.ALARM_LEVEL_UNKNOWN).size();
        readUnits();

        // When
        pass(LOOK);

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(before).isEqualTo(1);
        assertThat(attentions(Kind.ALARM_LEVEL_UNKNOWN)).isEmpty();
        assertThat(response(incident).getUndetermined()).isFalse();
        assertThat(told(nameOf(incident)))
                .containsExactly("incident_response.raised", "incident_response.undetermined", "incident_response.met");
    }

    @Test
    void what_is_missing_whatever_the_unknown_can_do_is_missing() {
        // Given
        newBoat("near");
        Incident incident = opened(2);
        Order order = desk().accept(desk().send(incident, "units/near"));

        // When
        pass(LOOK);

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(attentions(Kind.ALARM_LEVEL_UNMET))
                .extracting(Attention::getText)
                .containsExactly("Level 2 of plan drowning lacks 1 of 2 units for water");
        assertThat(response(incident).getUndetermined()).isFalse();
    }

    /** As a version leaves it that knows of no looks, while replicas of it and of this one run side by side. */
    @Test
    void a_level_that_was_set_without_a_look_is_found_and_looked_at() {
        // Given
        Incident incident = opened(2);
        Incident over = desk().end(desk().now(opened(2)));
        DATABASE.execute("update incident_response set next_deadline_at = null");
        DATABASE.execute("delete from deadline where kind = 'incident_response.look'");

        // When
        List<String> adopted = dispatch.oversight().adopt();

        // Then
        pass(0);
        assertThat(adopted).containsExactly(nameOf(incident));
        assertThat(over.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(response(incident).getUnmet()).isTrue();
        assertThat(response(incident).hasNextDeadlineAt()).isTrue();
        assertThat(deadlines(nameOf(incident))).containsExactly("incident_response.look");
        assertThat(dispatch.oversight().adopt()).isEmpty();
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .filteredOn(work -> work.getResource().equals(nameOf(incident)))
                .hasSize(1);
    }

    @Test
    void a_merge_tells_what_its_level_needs_without_reading_all_units() {
        // Given
        boat("near");
        boat("next");
        Incident higher = opened(2);
        Incident root = opened();
        Order order = desk().send(higher, "units/near");
        patrol.failWholeFleet();

        // When
        MergeIncidentsResponse merged = merge(higher, root);

        // Then
        Reinforcement told = merged.getReinforcement();
        assertThat(order.getUnit()).isEqualTo("units/near");
        assertThat(told.getNeedsList())
                .extracting(Reinforcement.State::getMissing)
                .containsExactly(1);
        assertThat(told.getUnitsList()).extracting(unit -> unit.getUnit()).containsExactly("units/next");
        assertThat(told.getCoverageUnknown()).isTrue();
        assertThat(told.getDegraded()).isFalse();
    }

    @Test
    void a_merge_asks_nobody_if_nothing_is_missing() {
        // Given
        boat("near");
        Incident higher = opened(1);
        Incident root = opened();
        Order order = desk().accept(desk().send(higher, "units/near"));
        patrol.goAway();

        // When
        MergeIncidentsResponse merged = merge(higher, root);

        // Then
        Reinforcement told = merged.getReinforcement();
        assertThat(order.getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(told.getNeedsList())
                .extracting(Reinforcement.State::getMissing)
                .containsExactly(0);
        assertThat(told.getUnitsList()).isEmpty();
        assertThat(told.getCoverageUnknown()).isFalse();
        assertThat(told.getDegraded()).isFalse();
    }
}
