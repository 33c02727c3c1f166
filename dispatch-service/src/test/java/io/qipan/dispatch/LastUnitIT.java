package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.runtime.rpc.Times;
import org.junit.jupiter.api.Test;

/** An incident whose last unit does not come, without anybody at the desk having wanted it, is looked at soon. */
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
        clock.advance(java.time.Duration.ofSeconds(1));
        Order sent = desk().send(incident, BOAT);
        Order refused = unit(BOAT).refuse(sent, "engine broken");

        // When
        pass(0);

        // Then
        assertThat(refused.getState()).isEqualTo(Order.State.REFUSED);
        assertThat(told(incident.getName())).endsWith("incident.case_opened", "incident.overdue");
    }
}
