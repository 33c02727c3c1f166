package io.qipan.dispatch.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.GetAttentionRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an alarm level needs and is not there has an owner, and is told until it is there. */
class LevelWatchedIT extends PlanScenario {
    private static final Duration LOOK = Duration.ofMinutes(5);

    private List<Attention> attentions(boolean drill) {
        return desk().attentions
                .listAttentions(ListAttentionsRequest.newBuilder()
                        .setOptionalKind(Kind.ALARM_LEVEL_UNMET)
                        .setDrill(drill)
                        .build())
                .getAttentionsList();
    }

    private Attention.State stateOf(Attention attention) {
        return desk().attentions
                .getAttention(GetAttentionRequest.newBuilder()
                        .setName(attention.getName())
                        .build())
                .getAttention()
                .getState();
    }

    private List<OpenWork> work(Incident incident) {
        return desk().oversight.listOpenWork(ListOpenWorkRequest.getDefaultInstance()).getWorkList().stream()
                .filter(work -> work.getResource().equals(nameOf(incident)))
                .toList();
    }

    @Test
    void a_level_that_is_set_is_open_work_of_whoever_owns_the_incident() {
        // When
        Incident incident = opened(2);

        // Then
        assertThat(work(incident)).singleElement().satisfies(work -> {
            assertThat(work.getOwner()).isEqualTo("wang");
            assertThat(work.getState()).isEqualTo("raised");
            assertThat(work.getNextDeadlineAt()).isEqualTo(response(incident).getNextDeadlineAt());
        });
        assertThat(response(incident).getOwner()).isEqualTo("wang");
        assertThat(deadlines(nameOf(incident))).containsExactly("incident_response.look");
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.newBuilder()
                                .setOrphansOnly(true)
                                .build())
                        .getWorkList())
                .isEmpty();
    }

    @Test
    void what_is_missing_is_an_attention_once_and_gone_when_it_is_assigned() {
        // Given
        boat("near");
        boat("next");
        Incident incident = opened(2);
        Order first = desk().accept(desk().send(incident, "units/near"));
        pass(LOOK);
        Attention missing = attentions(false).getFirst();
        pass(LOOK);
        long times = attentions(false).getFirst().getTimes();
        boolean unmet = response(incident).getUnmet();
        Order second = desk().accept(desk().send(incident, "units/next"));

        // When
        pass(LOOK);

        // Then
        assertThat(List.of(first.getIncident(), second.getIncident())).containsOnly(incident.getName());
        assertThat(missing.getResource()).isEqualTo(nameOf(incident));
        assertThat(missing.getIncident()).isEqualTo(incident.getName());
        assertThat(missing.getOwner()).isEqualTo("wang");
        assertThat(missing.getText()).isEqualTo("Level 2 of plan drowning lacks 1 of 2 units for water");
        assertThat(times).as("told twice, and one").isEqualTo(2);
        assertThat(unmet).isTrue();
        assertThat(response(incident).getUnmet()).isFalse();
        assertThat(attentions(false)).isEmpty();
        assertThat(stateOf(missing)).isEqualTo(Attention.State.SETTLED);
        assertThat(told(nameOf(incident)))
                .containsExactly(
                        "incident_response.raised",
                        "incident_response.unmet",
                        "incident_response.unmet",
                        "incident_response.met");
        assertThat(deadlines(nameOf(incident)))
                .as("a unit may be lost again")
                .containsExactly("incident_response.look");
    }

    @Test
    void what_is_lost_later_is_missed_again() {
        // Given
        boat("near");
        Incident incident = opened(1);
        Order order = desk().accept(desk().send(incident, "units/near"));
        pass(LOOK);
        int before = attentions(false).size();
        Order cleared = desk().clear(desk().arrive(order));

        // When
        pass(LOOK);

        // Then
        assertThat(before).isZero();
        assertThat(cleared.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(attentions(false)).hasSize(1);
    }

    @Test
    void nobody_looks_when_the_level_is_taken_back_or_the_incident_is_over() {
        // Given
        Incident stoodDown = opened(2);
        Incident ended = opened(2);
        pass(LOOK);
        List<Attention> missing = attentions(false);

        // When
        var ignored = level(stoodDown, 2, 0);
        Incident over = desk().end(desk().now(ended));

        // Then
        pass(0);
        assertThat(missing).hasSize(2);
        assertThat(over.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(deadlines(nameOf(stoodDown))).isEmpty();
        assertThat(deadlines(nameOf(ended))).isEmpty();
        assertThat(missing).allMatch(attention -> stateOf(attention) == Attention.State.SETTLED);
        assertThat(response(ended).getLevel()).isEqualTo(2);
        assertThat(told(nameOf(ended))).endsWith("incident_response.ended");
        assertThat(work(ended)).isEmpty();
    }

    @Test
    void a_level_that_came_by_a_merge_is_looked_at_where_the_work_goes_on() {
        // Given
        Incident one = opened(2);
        Incident root = opened();
        var ignored = merge(one, root);

        // When
        pass(LOOK);

        // Then
        assertThat(attentions(false)).extracting(Attention::getResource).containsExactly(nameOf(root));
    }

    @Test
    void while_patrol_service_is_away_the_units_known_last_count() {
        // Given
        boat("near");
        Incident incident = opened(1);
        Order order = desk().accept(desk().send(incident, "units/near"));
        patrol.goAway();

        // When
        pass(LOOK);

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(attentions(false)).isEmpty();
        assertThat(response(incident).getUndetermined()).isFalse();
        assertThat(deadlines(nameOf(incident))).containsExactly("incident_response.look");
    }

    @Test
    void nobody_reads_all_units_to_look() {
        // Given
        boat("near");
        Incident incident = opened(2);
        Order order = desk().accept(desk().send(incident, "units/near"));
        patrol.failWholeFleet();

        // When
        pass(LOOK);

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(attentions(false))
                .extracting(Attention::getText)
                .containsExactly("Level 2 of plan drowning lacks 1 of 2 units for water");
    }

    @Test
    void in_an_exercise_it_stands_among_the_exercises() {
        // Given
        Incident drill = desk().open(Desk.anIncident("drowning").setDrill(true));
        var ignored = level(drill, 0, 1);

        // When
        pass(LOOK);

        // Then
        assertThat(attentions(false)).isEmpty();
        assertThat(attentions(true)).singleElement().matches(Attention::getDrill);
    }
}
