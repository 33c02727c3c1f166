package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.units;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.runtime.refusal.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever waits in earnest does not lose a unit to an exercise. */
class DrillDiversionIT extends DispatchScenario {
    private static final String BOAT = "units/boat-1";

    private Incident opened(boolean drill) {
        return desk().open(anIncident("drowning").setDrill(drill));
    }

    private Order divertTo(Incident incident) {
        return desk().send(units(desk().now(incident), BOAT).setDivert(true)).getFirst();
    }

    @Test
    void an_exercise_does_not_divert_a_unit_from_a_real_order() {
        // Given
        Order real = desk().send(opened(false), BOAT);
        Incident drill = opened(true);

        // When
        StatusRuntimeException refusal = refused(() -> divertTo(drill));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.UNIT_COMMITTED);
        assertThat(metadataOf(refusal)).containsEntry("unit", BOAT).containsEntry("order", real.getName());
        assertThat(desk().now(real)).isEqualTo(real);
        assertThat(desk().now(drill)).isEqualTo(drill);
        assertThat(patrol.orderOf(BOAT)).isEqualTo(Optional.of(real.getName()));
    }

    @Test
    void nor_from_one_of_an_exercise_while_a_real_one_waits_for_the_same_unit() {
        // Given
        Order drilled = desk().send(opened(true), BOAT);
        patrol.goAway();
        Order real = divertTo(opened(false));
        Incident drill = opened(true);

        // When
        StatusRuntimeException refusal = refused(() -> divertTo(drill));

        // Then
        assertThat(metadataOf(refusal)).containsEntry("order", real.getName());
        patrol.comeBack();
        assertThat(pass(30)).isPositive();
        assertThat(desk().now(real).getState()).isEqualTo(Order.State.SENT);
        assertThat(desk().now(drilled).getReason()).isEqualTo("diverted");
    }

    @Test
    void nor_does_it_get_ahead_of_a_real_order_that_waits_for_patrol_service() {
        // Given
        patrol.goAway();
        Order real = desk().send(opened(false), BOAT);
        patrol.comeBack();
        Incident drill = opened(true);

        // When
        StatusRuntimeException refusal = refused(() -> desk().send(drill, BOAT));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.UNIT_COMMITTED);
        assertThat(pass(30)).isPositive();
        assertThat(desk().now(real).getState()).isEqualTo(Order.State.SENT);
    }

    @Test
    void the_real_thing_diverts_a_unit_from_an_exercise() {
        // Given
        Order drilled = desk().accept(desk().send(opened(true), BOAT));

        // When
        Order real = divertTo(opened(false));

        // Then
        assertThat(real.getState()).isEqualTo(Order.State.SENT);
        assertThat(real.getDrill()).isFalse();
        assertThat(desk().now(drilled).getState()).isEqualTo(Order.State.CANCELLED);
        assertThat(desk().now(drilled).getReason()).isEqualTo("diverted");
        assertThat(patrol.orderOf(BOAT)).isEqualTo(Optional.of(real.getName()));
    }

    @Test
    void one_exercise_diverts_a_unit_from_another() {
        // Given
        Order first = desk().send(opened(true), BOAT);

        // When
        Order second = divertTo(opened(true));

        // Then
        assertThat(second.getState()).isEqualTo(Order.State.SENT);
        assertThat(second.getDrill()).isTrue();
        assertThat(second.getDivertedFrom()).isEqualTo(first.getName());
    }
}
