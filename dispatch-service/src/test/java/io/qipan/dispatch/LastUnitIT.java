package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An incident that has no unit any more is looked at soon; at once, if nobody at the desk has wanted it so. */
class LastUnitIT extends DispatchScenario {
    private static final String BOAT = "units/boat-1";

    private void assertIsLookedAtSoon(Incident incident) {
        assertThat(told(incident.getName())).endsWith("incident.units_ordered", "incident.overdue");
        assertThat(Times.instant(desk().now(incident).getNextDeadlineAt()))
                .isEqualTo(clock.instant().plusSeconds(5 * 60));
    }

    @Test
    void the_unit_refuses() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order sent = desk().send(incident, BOAT);

        // When
        Order refused = unit(BOAT).refuse(sent, "engine broken");

        // Then
        assertThat(refused.getState()).isEqualTo(Order.State.REFUSED);
        pass(0);
        assertIsLookedAtSoon(incident);
    }

    @Test
    void the_unit_turns_out_to_be_committed_elsewhere() {
        // Given
        Order holder = desk().send(desk().open(anIncident("drowning")), BOAT);
        patrol.goAway();
        Incident incident = desk().open(anIncident("drowning"));
        Order requested = desk().send(incident, BOAT);
        patrol.comeBack();

        // When
        pass(3);

        // Then
        assertThat(desk().now(requested).getReason()).contains(holder.getName());
        assertIsLookedAtSoon(incident);
    }

    @Test
    void the_unit_is_diverted() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order before = desk().send(incident, BOAT);
        Incident other = desk().open(anIncident("drowning"));

        // When
        Order after = desk().send(units(other, BOAT).setDivert(true)).getFirst();

        // Then
        assertThat(after.getDivertedFrom()).isEqualTo(before.getName());
        pass(0);
        assertIsLookedAtSoon(incident);
    }

    @Test
    void the_unit_is_cleared_and_nobody_goes_on() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order cleared = desk().clear(desk().send(incident, BOAT));
        Instant over = clock.instant();

        // When
        int ignored = pass(5 * 60 - 1);
        List<String> before = told(incident.getName());
        ignored = pass(1);

        // Then
        assertThat(cleared.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(before).endsWith("incident.units_ordered");
        assertThat(told(incident.getName())).endsWith("incident.units_ordered", "incident.overdue");
        assertThat(Times.instant(desk().now(incident).getNextDeadlineAt()))
                .isEqualTo(over.plus(Duration.ofMinutes(10)));
    }

    @Test
    void the_unit_is_called_off_before_it_sets_out() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order cancelled = desk().cancel(desk().send(incident, BOAT), "the caller rang again");

        // When
        int ignored = pass(5 * 60);

        // Then
        assertThat(cancelled.getState()).isEqualTo(Order.State.CANCELLED);
        assertIsLookedAtSoon(incident);
    }

    @Test
    void that_the_last_one_was_cleared_does_not_put_off_a_look_that_is_due_before() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        List<Order> sent = desk().send(units(incident, BOAT, "units/car-1"));
        clock.advance(Duration.ofMinutes(28));
        Order refused = unit(BOAT).refuse(sent.getFirst(), "engine broken");
        Order cleared = unit("units/car-1").clear(desk().now(sent.getLast()));

        // When
        int ignored = pass(2 * 60);

        // Then
        assertThat(List.of(refused.getState(), cleared.getState()))
                .containsExactly(Order.State.REFUSED, Order.State.CLEARED);
        assertThat(told(incident.getName())).endsWith("incident.overdue");
    }

    @Test
    void one_of_two_is_cleared_and_nobody_is_called() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        List<Order> sent = desk().send(units(incident, BOAT, "units/car-1"));
        Order coming = desk().accept(sent.getLast());
        Order cleared = desk().clear(sent.getFirst());

        // When
        int ignored = pass(5 * 60);

        // Then
        assertThat(List.of(coming.getState(), cleared.getState()))
                .containsExactly(Order.State.ACCEPTED, Order.State.CLEARED);
        assertThat(told(incident.getName())).doesNotContain("incident.overdue");
    }

    @Test
    void while_another_unit_comes_nobody_is_called() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order sent = desk().send(units(incident, BOAT, "units/car-1")).getFirst();

        // When
        Order refused = unit(BOAT).refuse(sent, "engine broken");

        // Then
        assertThat(refused.getState()).isEqualTo(Order.State.REFUSED);
        pass(0);
        assertThat(told(incident.getName())).endsWith("incident.units_ordered");
    }

    @Test
    void that_a_case_was_opened_meanwhile_does_not_put_the_look_off() {
        // Given
        Incident incident = desk().open(anIncident("illegal_fishing_net"));
        clock.advance(Duration.ofSeconds(1));
        Order sent = desk().send(incident, BOAT);
        Order refused = unit(BOAT).refuse(sent, "engine broken");

        // When
        pass(0);

        // Then
        assertThat(refused.getState()).isEqualTo(Order.State.REFUSED);
        assertThat(told(incident.getName())).endsWith("incident.case_opened", "incident.overdue");
    }

    @Test
    void a_call_that_is_attached_meanwhile_does_not_put_the_look_off() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order cleared = desk().clear(desk().send(incident, BOAT));
        clock.advance(Duration.ofMinutes(2));
        Incident attached = desk().attach(desk().now(incident), desk().take(aCall()));

        // When
        int ignored = pass(3 * 60);

        // Then
        assertThat(cleared.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(attached.getCallsCount()).isPositive();
        assertThat(told(incident.getName())).endsWith("incident.call_attached", "incident.overdue");
    }

    @Test
    void a_unit_that_is_sent_meanwhile_puts_the_look_off() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order cleared = desk().clear(desk().send(incident, BOAT));
        clock.advance(Duration.ofMinutes(2));
        Order coming = desk().accept(desk().send(desk().now(incident), "units/car-1"));

        // When
        int ignored = pass(3 * 60);

        // Then
        assertThat(List.of(cleared.getState(), coming.getState()))
                .containsExactly(Order.State.CLEARED, Order.State.ACCEPTED);
        assertThat(told(incident.getName())).doesNotContain("incident.overdue");
    }

    @Test
    void a_person_who_monitors_it_decides_anew_when_somebody_looks() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order cleared = desk().clear(desk().send(incident, BOAT));
        clock.advance(Duration.ofMinutes(2));
        Incident monitored = desk().monitor(desk().now(incident));

        // When
        int ignored = pass(3 * 60);

        // Then
        assertThat(cleared.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(monitored.getState()).isEqualTo(Incident.State.MONITORED);
        assertThat(told(incident.getName())).endsWith("incident.monitored");
    }
}
