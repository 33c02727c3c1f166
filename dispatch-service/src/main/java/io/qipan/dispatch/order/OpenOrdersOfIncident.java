package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.OpenOrders;
import io.qipan.dispatch.order.model.Order;
import io.qipan.runtime.refusal.Decision.Granted;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

@Singleton
class OpenOrdersOfIncident implements OpenOrders {
    private final Orders orders;
    private final OrderRecords records;

    OpenOrdersOfIncident(Orders orders, OrderRecords records) {
        this.orders = orders;
        this.records = records;
    }

    @Override
    public int countOf(IncidentId incident) {
        return orders.countOpenOf(incident);
    }

    @Override
    public boolean has(IncidentId incident, String unit) {
        Orders.Filter filter = new Orders.Filter(Optional.of(incident), Optional.of(unit), true);
        return !orders.list(filter, Optional.empty(), 1).isEmpty();
    }

    @Override
    public void takeOver(IncidentId incident, String owner, Instant now) {
        Orders.Filter filter = new Orders.Filter(Optional.of(incident), Optional.empty(), true);
        for (Order order :
                orders.list(filter, Optional.empty(), Integer.MAX_VALUE).reversed()) {
            // One that is over by the time that we hold it keeps its owner.
            if (orders.lock(order.id()).takeOver(owner) instanceof Granted<Order>(Order taken)) {
                Order ignored = records.extend(taken, "order.taken_over", now, "");
            }
        }
    }
}
