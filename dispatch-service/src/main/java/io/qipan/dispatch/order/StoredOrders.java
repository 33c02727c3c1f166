package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.OrderId;
import io.qipan.proto.dispatch.v1.Order;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Orders as they are stored, for whoever compares them with what was told of them. Inside a unit of work only. */
@Singleton
public class StoredOrders {
    private final Orders orders;

    StoredOrders(Orders orders) {
        this.orders = orders;
    }

    public Optional<Order> find(OrderId id) {
        return orders.find(id).map(OrderMessages::message);
    }
}
