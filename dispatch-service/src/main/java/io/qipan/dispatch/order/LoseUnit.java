package io.qipan.dispatch.order;

import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.order.model.Order;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Stores that an order is over although nobody at the desk ended it. Somebody has to look at an incident that has lost its last
 * unit so. Inside a unit of work only.
 */
@Singleton
class LoseUnit {
    private final Orders orders;
    private final OrderRecords records;
    private final IncidentRecords incidents;
    private final InstantSource clock;

    LoseUnit(Orders orders, OrderRecords records, IncidentRecords incidents, InstantSource clock) {
        this.orders = orders;
        this.records = records;
        this.incidents = incidents;
        this.clock = clock;
    }

    Order lose(Order over, String action, Instant occurredAt, String reason) {
        Order stored = records.change(over, action, occurredAt, reason);
        if (orders.countOpenOf(over.incident()) == 0) {
            incidents.needsAttention(over.incident(), Times.now(clock));
        }
        return stored;
    }
}
