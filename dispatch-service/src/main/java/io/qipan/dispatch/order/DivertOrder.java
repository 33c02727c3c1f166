package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.Report;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Ends an order whose unit was taken for another. Inside a unit of work only. */
@Singleton
class DivertOrder {
    private final Orders orders;
    private final LoseUnit loseUnit;
    private final InstantSource clock;

    DivertOrder(Orders orders, LoseUnit loseUnit, InstantSource clock) {
        this.orders = orders;
        this.loseUnit = loseUnit;
        this.clock = clock;
    }

    /** Leaves an order that is over as it is. */
    void divert(OrderId id, Instant at, String actor) {
        Order from = orders.lock(id);
        if (!from.isOver()) {
            Report report = new Report(at, Times.now(clock), actor, false);
            Order ignored = loseUnit.lose(from.divert(report).orRefuse(), "order.diverted", at, Order.DIVERTED);
        }
    }
}
