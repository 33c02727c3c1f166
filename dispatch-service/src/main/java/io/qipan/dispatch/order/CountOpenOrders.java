package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.OpenOrders;
import jakarta.inject.Singleton;

@Singleton
class CountOpenOrders implements OpenOrders {
    private final Orders orders;

    CountOpenOrders(Orders orders) {
        this.orders = orders;
    }

    @Override
    public int countOf(IncidentId incident) {
        return orders.countOpenOf(incident);
    }
}
