package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.OpenOrders;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
class OpenOrdersOfIncident implements OpenOrders {
    private final Orders orders;

    OpenOrdersOfIncident(Orders orders) {
        this.orders = orders;
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
}
