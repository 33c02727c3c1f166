package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.runtime.rpc.Times;
import org.junit.jupiter.api.Test;

/** An order that waits for patrol-service for long. */
class PatrolAwayIT extends DispatchScenario {

    private void passEachOf(int seconds) {
        for (int i = 0; i < seconds; i++) {
            pass(1);
        }
    }

    @Test
    void people_learn_that_an_order_still_waits_once_in_a_while() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        patrol.goAway();
        Order requested = desk().send(incident, "units/boat-1");
        passEachOf(14);
        int toldBefore = told(requested.getName()).size();

        // When
        passEachOf(10);

        // Then
        Order waiting = desk().now(requested);
        assertThat(toldBefore).isEqualTo(1);
        assertThat(told(requested.getName())).containsExactly("order.requested", "order.overdue");
        assertThat(told(incident.getName())).endsWith("incident.units_ordered", "incident.overdue");
        assertThat(Times.instant(waiting.getNextDeadlineAt()))
                .isBetween(
                        clock.instant().plusSeconds(5 * 60 - 10),
                        clock.instant().plusSeconds(5 * 60));
        patrol.comeBack();
        passEachOf(6);
        assertThat(desk().now(requested).getState()).isEqualTo(Order.State.SENT);
    }

    @Test
    void they_are_told_again_after_as_long_as_an_incident_may_wait() {
        // Given
        patrol.goAway();
        Order requested = desk().send(desk().open(anIncident("drowning")), "units/boat-1");
        passEachOf(24);

        // When
        pass(5 * 60);

        // Then
        assertThat(told(requested.getName())).containsExactly("order.requested", "order.overdue", "order.overdue");
    }
}
