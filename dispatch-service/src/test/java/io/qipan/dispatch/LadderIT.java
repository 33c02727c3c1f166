package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Order.Escalation;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens while nobody answers. */
class LadderIT extends DispatchScenario {

    static Stream<Arguments> ladders() {
        return Stream.of(
                Arguments.of(Priority.P1, List.of(15, 30, 60, 120)),
                Arguments.of(Priority.P2, List.of(30, 60, 120, 180)),
                Arguments.of(Priority.P3, List.of(30, 60, 120, 180)),
                Arguments.of(Priority.P4, List.of(30, 60, 120, 180)));
    }

    @ParameterizedTest
    @MethodSource("ladders")
    void the_ladder_climbs_at_its_times_and_gives_up(Priority priority, List<Integer> rungs) {
        // Given
        Desk desk = desk();
        Incident incident = desk.open(anIncident("other").setOptionalPriority(priority));
        Order sent = desk.send(incident, "units/boat-1");
        Instant sentAt = clock.instant();

        // When
        List<Integer> countedJustBefore = new ArrayList<>();
        for (int rung : rungs) {
            clock.set(sentAt.plusSeconds(rung - 1));
            pass(0);
            countedJustBefore.add(desk.now(sent).getEscalationsCount());
            pass(1);
        }

        // Then
        Order over = desk.now(sent);
        assertThat(countedJustBefore).containsExactly(0, 1, 2, 3);
        assertThat(over.getState()).isEqualTo(Order.State.TIMED_OUT);
        assertThat(over.getEscalationsList())
                .extracting(Escalation::getAction)
                .containsExactly("alert_unit_again", "alert_owner", "alert_commander", "give_up");
        assertThat(over.getEscalationsList()).extracting(Escalation::getStep).containsExactly(1, 2, 3, 4);
        assertThat(over.getEscalationsList())
                .extracting(escalation -> Times.instant(escalation.getAt()))
                .containsExactlyElementsOf(
                        rungs.stream().map(sentAt::plusSeconds).toList());
        assertThat(told(sent.getName()))
                .containsExactly(
                        "order.requested",
                        "order.sent",
                        "order.escalated",
                        "order.escalated",
                        "order.escalated",
                        "order.timed_out");
    }

    @Test
    void giving_up_frees_the_unit_and_calls_for_attention_to_the_incident() {
        // Given
        Desk desk = desk();
        Incident incident = desk.open(anIncident("drowning"));
        Order sent = desk.send(incident, "units/boat-1");

        // When
        climb(15, 15, 30, 60);

        // Then
        assertThat(desk.now(sent).getState()).isEqualTo(Order.State.TIMED_OUT);
        assertThat(told(incident.getName())).endsWith("incident.units_ordered", "incident.overdue");
        pass(3);
        assertThat(patrol.orderOf("units/boat-1")).isEmpty();
        assertThat(patrol.released()).singleElement().satisfies(released -> {
            assertThat(released.order()).isEqualTo(sent.getName());
            assertThat(released.reason()).isEqualTo("timed_out");
        });
        assertThat(deadlines(sent.getName())).isEmpty();
    }

    @Test
    void delivery_does_not_stop_the_ladder() {
        // Given
        Desk desk = desk();
        Order sent = desk.send(desk.open(anIncident("drowning")), "units/boat-1");
        pass(14);
        Order delivered = unit("units/boat-1").deliver(sent);

        // When
        pass(1);

        // Then
        assertThat(Times.instant(delivered.getNextDeadlineAt())).isEqualTo(clock.instant());
        assertThat(desk.now(sent).getState()).isEqualTo(Order.State.DELIVERED);
        assertThat(desk.now(sent).getEscalationsCount()).isEqualTo(1);
    }

    @Test
    void delivery_between_two_rungs_leaves_the_next_where_it_was() {
        // Given
        Desk desk = desk();
        Order sent = desk.send(desk.open(anIncident("drowning")), "units/boat-1");
        Instant sentAt = clock.instant();
        pass(15);
        pass(5);

        // When
        Order delivered = unit("units/boat-1").deliver(desk.now(sent));

        // Then
        assertThat(Times.instant(delivered.getNextDeadlineAt())).isEqualTo(sentAt.plusSeconds(30));
    }

    @Test
    void delivery_after_a_long_stop_of_the_service_does_not_shorten_the_ladder() {
        // Given
        Desk desk = desk();
        Order sent = desk.send(desk.open(anIncident("drowning")), "units/boat-1");
        pass(600);
        Order alerted = desk.now(sent);

        // When
        Order delivered = unit("units/boat-1").deliver(alerted);

        // Then
        assertThat(alerted.getEscalationsCount()).isEqualTo(1);
        assertThat(delivered.getNextDeadlineAt()).isEqualTo(alerted.getNextDeadlineAt());
        assertThat(Times.instant(delivered.getNextDeadlineAt())).isAfter(clock.instant());
    }

    @Test
    void a_crew_may_accept_what_it_read_before_a_rung_was_taken() {
        // Given
        Desk desk = desk();
        Order sent = desk.send(desk.open(anIncident("drowning")), "units/boat-1");
        pass(15);

        // When
        Order accepted = unit("units/boat-1").accept(sent);

        // Then
        assertThat(accepted.getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(accepted.getEscalationsCount()).isEqualTo(1);
    }

    @Test
    void acceptance_stops_the_ladder() {
        // Given
        Desk desk = desk();
        Order sent = desk.send(desk.open(anIncident("drowning")), "units/boat-1");
        pass(15);
        Order accepted = unit("units/boat-1").accept(desk.now(sent));

        // When
        climb(15, 30, 60, 60);

        // Then
        assertThat(desk.now(sent)).isEqualTo(accepted);
        assertThat(accepted.getEscalationsCount()).isEqualTo(1);
        assertThat(deadlines(sent.getName())).containsExactly("order.progress");
    }

    @Test
    void a_unit_that_does_not_report_is_asked_after_half_an_hour() {
        // Given
        Desk desk = desk();
        Order accepted = desk.accept(desk.send(desk.open(anIncident("drowning")), "units/boat-1"));

        // When
        pass(30 * 60);

        // Then
        assertThat(told(accepted.getName())).endsWith("order.accepted", "order.overdue");
        assertThat(desk.now(accepted).getState()).isEqualTo(Order.State.ACCEPTED);
        assertThat(Times.instant(desk.now(accepted).getNextDeadlineAt()))
                .isEqualTo(clock.instant().plusSeconds(30 * 60));
    }

    @Test
    void after_a_long_stop_of_the_service_no_rung_is_left_out() {
        // Given
        Desk desk = desk();
        Order sent = desk.send(desk.open(anIncident("drowning")), "units/boat-1");
        pass(600);

        // When
        climb(15, 30, 60);

        // Then
        assertThat(desk.now(sent).getEscalationsCount()).isEqualTo(4);
        assertThat(desk.now(sent).getState()).isEqualTo(Order.State.TIMED_OUT);
    }

    private void climb(int... seconds) {
        for (int more : seconds) {
            pass(more);
        }
    }
}
