package io.qipan.dispatch.order;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AtOnceIT extends DispatchScenario {

    @Test
    void many_units_are_sent_and_answered_in_the_order_in_which_they_were_named() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        String[] many = IntStream.range(0, 30).mapToObj(i -> "units/u" + i).toArray(String[]::new);

        // When
        List<Order> sent = desk().send(units(incident, many));

        // Then
        assertThat(sent).extracting(Order::getUnit).containsExactly(many);
        assertThat(sent).allMatch(order -> order.getState() == Order.State.SENT);
    }

    @Test
    void for_a_caller_who_has_gone_the_orders_are_left_to_their_deadlines() throws Exception {
        // Given
        patrol.goAway();
        Order requested = desk().send(desk().open(anIncident("drowning")), "units/boat-1");
        patrol.comeBack();
        Context.CancellableContext gone = Context.current().withCancellation();
        gone.cancel(null);

        // When
        boolean sent = gone.call(() -> dispatch.orders().settle(OrderId.parse(requested.getName())));

        // Then
        assertThat(sent).isFalse();
        assertThat(patrol.orderOf("units/boat-1")).isEmpty();
        pass(3);
        assertThat(desk().now(requested).getState()).isEqualTo(Order.State.SENT);
    }
}
