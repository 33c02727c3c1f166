package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import org.junit.jupiter.api.Test;

/** Patrol-service has moved a unit from one order to another, and nobody heard it. */
class DiversionIT extends DispatchScenario {
    private static final String BOAT = "units/boat-1";

    private Order divertTo(Incident incident) {
        return desk().send(units(desk().now(incident), BOAT).setDivert(true)).getFirst();
    }

    @Test
    void an_order_that_lost_its_unit_to_one_that_was_cancelled_is_over_too() {
        // Given
        Desk desk = desk();
        Order before = desk.arrive(desk.send(desk.open(anIncident("drowning")), BOAT));
        patrol.loseAnswers();
        Order after = divertTo(desk.open(anIncident("drowning")));
        patrol.comeBack();

        // When
        Order cancelled = desk.cancel(after, "called off");

        // Then
        assertThat(after.getState()).isEqualTo(Order.State.REQUESTED);
        assertThat(cancelled.getState()).isEqualTo(Order.State.CANCELLED);
        assertThat(desk.now(before).getState()).isEqualTo(Order.State.CLEARED);
        assertThat(desk.now(before).getReason()).isEqualTo("diverted");
        pass(3);
        assertThat(patrol.orderOf(BOAT)).isEmpty();
        assertThat(deadlines(before.getName())).isEmpty();
        assertThat(deadlines(after.getName())).isEmpty();
    }

    @Test
    void an_order_that_never_got_the_unit_leaves_the_one_that_has_it() {
        // Given
        Desk desk = desk();
        Order before = desk.arrive(desk.send(desk.open(anIncident("drowning")), BOAT));
        patrol.goAway();
        Order after = divertTo(desk.open(anIncident("drowning")));
        Order cancelled = desk.cancel(after, "called off");
        patrol.comeBack();

        // When
        pass(3);

        // Then
        assertThat(cancelled.getState()).isEqualTo(Order.State.CANCELLED);
        assertThat(desk.now(before)).isEqualTo(before);
        assertThat(patrol.orderOf(BOAT)).contains(before.getName());
    }

    @Test
    void an_order_that_lost_its_unit_before_it_was_heard_of_is_not_sent() {
        // Given
        Desk desk = desk();
        patrol.loseAnswers();
        Order first = desk.send(desk.open(anIncident("drowning")), BOAT);
        Order second = divertTo(desk.open(anIncident("drowning")));
        patrol.comeBack();

        // When
        pass(3);

        // Then
        assertThat(second.getDivertedFrom()).isEqualTo(first.getName());
        assertThat(desk.now(first).getState()).isIn(Order.State.REFUSED, Order.State.CANCELLED);
        assertThat(told(first.getName())).doesNotContain("order.sent");
        assertThat(desk.now(second).getState()).isEqualTo(Order.State.SENT);
        pass(3);
        assertThat(patrol.orderOf(BOAT)).contains(second.getName());
    }
}
