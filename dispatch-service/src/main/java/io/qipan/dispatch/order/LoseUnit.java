package io.qipan.dispatch.order;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.order.model.Order;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Stores that an order is over. Somebody has to look at an incident that has no unit any more: at once if nobody at the desk
 * ended the order, else as soon as at one that waits. Of units that are let go at once, the last one is found to be the last.
 * Inside a unit of work only.
 */
@Singleton
class LoseUnit {
    private final Orders orders;
    private final OrderRecords records;
    private final IncidentRecords incidents;
    private final DispatchSettings settings;
    private final InstantSource clock;

    LoseUnit(
            Orders orders,
            OrderRecords records,
            IncidentRecords incidents,
            DispatchSettings settings,
            InstantSource clock) {
        this.orders = orders;
        this.records = records;
        this.incidents = incidents;
        this.settings = settings;
        this.clock = clock;
    }

    /** The unit is done, or was called off: who did that knows, but an incident without a unit is easily left lying. */
    Order letGo(Order over, String action, Instant occurredAt, String reason) {
        Order stored = records.change(over, action, occurredAt, reason);
        if (orders.countLeftOf(over.incident()) == 0) {
            incidents.needsAttentionBy(over.incident(), Times.now(clock).plus(settings.attendIncident()));
        }
        return stored;
    }

    /** The unit does not come, or was taken away. */
    Order lose(Order over, String action, Instant occurredAt, String reason) {
        Order stored = records.change(over, action, occurredAt, reason);
        if (orders.countLeftOf(over.incident()) == 0) {
            incidents.needsAttention(over.incident(), Times.now(clock));
        }
        return stored;
    }
}
