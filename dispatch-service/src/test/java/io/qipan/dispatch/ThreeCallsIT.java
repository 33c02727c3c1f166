package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.RequestOrdersRequest;
import io.qipan.proto.dispatch.v1.RequestOrdersResponse;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a call to units on their way in three mutating calls (seed O2), and what happens when patrol-service is away. */
class ThreeCallsIT extends DispatchScenario {

    @Test
    void a_call_becomes_an_incident_and_its_units_are_sent() {
        // Given
        Desk desk = desk();
        Call call = desk.take(aCall());
        Incident incident = desk.open(anIncidentOf(call, "drowning"));

        // When
        List<Order> orders = desk.send(units(incident, "units/boat-1", "units/car-1"));

        // Then
        assertThat(call.getNumber()).matches("C2026-\\d{6}");
        assertThat(incident.getNumber()).matches("I2026-\\d{6}");
        assertThat(incident.getPriority()).isEqualTo(Priority.P1);
        assertThat(incident.getSummary()).isEqualTo("somebody is in the river");
        assertThat(incident.getCallsList()).containsExactly(call.getName());
        assertThat(incident.getLocations(0).getChosen()).isTrue();
        assertThat(orders).extracting(Order::getUnit).containsExactly("units/boat-1", "units/car-1");
        assertThat(orders).allSatisfy(order -> {
            assertThat(order.getState()).isEqualTo(Order.State.SENT);
            assertThat(order.getOwner()).isEqualTo("wang");
            assertThat(order.hasNextDeadlineAt()).isTrue();
            assertThat(patrol.orderOf(order.getUnit())).contains(order.getName());
            assertThat(told(order.getName())).containsExactly("order.requested", "order.sent");
            assertThat(deadlines(order.getName())).containsExactly("order.acknowledge");
        });
        assertThat(desk.now(incident).getState()).isEqualTo(Incident.State.ACTIVE);
        Call ended = desk.calls
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
        assertThat(ended.getState()).isEqualTo(Call.State.ENDED);
        assertThat(ended.getOutcome()).isEqualTo(CallOutcome.INCIDENT_OPENED);
        assertThat(ended.getIncident()).isEqualTo(incident.getName());
        assertThat(deadlines(call.getName())).isEmpty();
    }

    @Test
    void an_order_counts_as_sent_when_the_reporter_says() {
        // Given
        Desk desk = desk();
        Incident incident = desk.open(anIncident("drowning"));
        Instant sentAt = clock.instant().minusSeconds(3_600);

        // When
        Order order = desk.send(units(incident, "units/boat-1").setSentAt(Times.message(sentAt)))
                .getFirst();

        // Then
        assertThat(order.getMilestonesList())
                .extracting(Order.Milestone::getKind)
                .containsExactly("requested", "sent");
        assertThat(order.getMilestonesList())
                .allSatisfy(milestone -> assertThat(milestone.getOccurredAt()).isEqualTo(Times.message(sentAt)));
        assertThat(patrol.committedAt(order.getName())).contains(sentAt);
        // The ladder counts from now: what is entered afterwards alerts nobody at once.
        assertThat(Times.instant(order.getNextDeadlineAt()))
                .isEqualTo(clock.instant().plusSeconds(15));
    }

    @Test
    void a_unit_that_cannot_be_committed_is_refused_with_the_reason_and_the_others_go() {
        // Given
        Desk desk = desk();
        Incident first = desk.open(anIncident("drowning"));
        Incident second = desk.open(anIncident("drowning"));
        Order holder = desk.send(first, "units/boat-1");

        // When
        List<Order> orders = desk.send(units(second, "units/boat-1", "units/boat-2"));

        // Then
        assertThat(orders).extracting(Order::getState).containsExactly(Order.State.REFUSED, Order.State.SENT);
        assertThat(orders.getFirst().getReason()).contains("UNIT_COMMITTED", holder.getName());
        assertThat(orders.getFirst().hasNextDeadlineAt()).isFalse();
    }

    @Test
    void a_unit_is_diverted_in_one_step() {
        // Given
        Desk desk = desk();
        Incident first = desk.open(anIncident("drowning"));
        Incident second = desk.open(anIncident("drowning"));
        Order before = desk.depart(desk.send(first, "units/boat-1"));

        // When
        Order after = desk.send(units(second, "units/boat-1").setDivert(true)).getFirst();

        // Then
        assertThat(after.getState()).isEqualTo(Order.State.SENT);
        assertThat(after.getDivertedFrom()).isEqualTo(before.getName());
        assertThat(desk.now(before).getState()).isEqualTo(Order.State.CANCELLED);
        assertThat(desk.now(before).getReason()).isEqualTo("diverted");
        pass(10);
        assertThat(patrol.orderOf("units/boat-1"))
                .as("the release of the old order")
                .contains(after.getName());
        assertThat(deadlines(before.getName())).isEmpty();
    }

    @Test
    void a_unit_is_diverted_from_the_order_that_holds_it_not_from_one_that_waits() {
        // Given
        Desk desk = desk();
        Order holding = desk.send(desk.open(anIncident("drowning")), "units/boat-1");
        patrol.goAway();
        Order waiting = desk.send(desk.open(anIncident("drowning")), "units/boat-1");
        patrol.comeBack();
        Incident third = desk.open(anIncident("drowning"));

        // When
        Order order = desk.send(units(third, "units/boat-1").setDivert(true)).getFirst();

        // Then
        assertThat(waiting.getState()).isEqualTo(Order.State.REQUESTED);
        assertThat(order.getState()).isEqualTo(Order.State.SENT);
        assertThat(order.getDivertedFrom()).isEqualTo(holding.getName());
        assertThat(patrol.orderOf("units/boat-1")).contains(order.getName());
    }

    @Test
    void with_patrol_away_orders_stay_requested_and_follow_by_themselves() {
        // Given
        Desk desk = desk();
        Incident incident = desk.open(anIncident("drowning"));
        patrol.goAway();
        Order requested = desk.send(incident, "units/boat-1");
        pass(3);
        Order stillRequested = desk.now(requested);
        patrol.comeBack();

        // When
        int handled = pass(60);

        // Then
        assertThat(requested.getState()).isEqualTo(Order.State.REQUESTED);
        assertThat(stillRequested).isEqualTo(requested);
        assertThat(handled).isPositive();
        Order sent = desk.now(requested);
        assertThat(sent.getState()).isEqualTo(Order.State.SENT);
        assertThat(patrol.committedAt(sent.getName())).contains(clock.instant());
        assertThat(sent.getMilestonesList())
                .extracting(milestone -> Times.instant(milestone.getOccurredAt()))
                .containsExactly(clock.instant().minusSeconds(63), clock.instant());
        assertThat(Times.instant(sent.getNextDeadlineAt()))
                .as("the ladder counts from when it was really sent")
                .isEqualTo(clock.instant().plusSeconds(15));
    }

    @Test
    void an_answer_that_was_lost_is_found_again() {
        // Given
        Desk desk = desk();
        Incident incident = desk.open(anIncident("drowning"));
        patrol.loseAnswers();
        Order requested = desk.send(incident, "units/boat-1");
        patrol.comeBack();

        // When
        pass(3);

        // Then
        assertThat(requested.getState()).isEqualTo(Order.State.REQUESTED);
        assertThat(desk.now(requested).getState()).isEqualTo(Order.State.SENT);
        assertThat(patrol.orderOf("units/boat-1")).contains(requested.getName());
    }

    @Test
    void whatever_patrol_answers_the_request_has_succeeded_because_the_order_is_durable() {
        // Given
        Desk desk = desk();
        Incident incident = desk.open(anIncident("drowning"));
        patrol.failWith(new IllegalStateException("an answer that nobody expects"));

        // When
        Order order = desk.send(incident, "units/boat-1");

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.REQUESTED);
        patrol.comeBack();
        pass(3);
        assertThat(desk.now(order).getState()).isEqualTo(Order.State.SENT);
    }

    @Test
    void an_order_that_is_cancelled_before_it_was_committed_never_holds_the_unit() {
        // Given
        Desk desk = desk();
        Incident incident = desk.open(anIncident("drowning"));
        patrol.loseAnswers();
        Order requested = desk.send(incident, "units/boat-1");

        // When
        Order cancelled = desk.cancel(requested, "called off");

        // Then
        assertThat(cancelled.getState()).isEqualTo(Order.State.CANCELLED);
        patrol.comeBack();
        pass(3);
        assertThat(patrol.orderOf("units/boat-1")).isEmpty();
        assertThat(desk.now(requested)).isEqualTo(cancelled);
        assertThat(deadlines(requested.getName())).isEmpty();
    }

    @Test
    void a_repeat_returns_the_same_orders_as_they_are_now() {
        // Given
        Desk desk = desk();
        Incident incident = desk.open(anIncident("drowning"));
        RequestOrdersRequest request =
                units(incident, "units/boat-1", "units/boat-2").build();
        patrol.goAway();
        RequestOrdersResponse first = desk.orders.requestOrders(request);
        patrol.comeBack();

        // When
        RequestOrdersResponse repeat = desk.orders.requestOrders(request);

        // Then
        assertThat(repeat.getIncidentEtag()).isEqualTo(first.getIncidentEtag());
        assertThat(repeat.getOrdersList())
                .extracting(Order::getName)
                .containsExactlyElementsOf(
                        first.getOrdersList().stream().map(Order::getName).toList());
        assertThat(first.getOrdersList()).allMatch(order -> order.getState() == Order.State.REQUESTED);
        assertThat(repeat.getOrdersList()).allMatch(order -> order.getState() == Order.State.SENT);
    }
}
