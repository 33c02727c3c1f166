package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.OrderState.Open;
import io.qipan.dispatch.order.model.OrderState.Over;
import io.qipan.dispatch.order.model.Step;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Stores an order, tells the journal and keeps its deadline, always all three. Which deadline depends on where the order
 * stands: until it is committed {@link #SETTLE}, until somebody answers {@link #ACKNOWLEDGE}, then {@link #PROGRESS}; when it is
 * over {@link #RELEASE}, until patrol-service has freed the unit.
 */
@Singleton
class OrderRecords {
    static final String SETTLE = "order.settle";
    static final String ACKNOWLEDGE = "order.acknowledge";
    static final String PROGRESS = "order.progress";
    static final String RELEASE = "order.release";

    /** The request that ends an order frees its unit by itself; this is for when it does not get that far. */
    private static final Duration RELEASE_BY_DEADLINE = Duration.ofSeconds(3);

    private final Orders orders;
    private final Journal journal;
    private final Deadlines deadlines;
    private final InstantSource clock;

    OrderRecords(Orders orders, Journal journal, Deadlines deadlines, InstantSource clock) {
        this.orders = orders;
        this.journal = journal;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    void add(Order order, Instant occurredAt) {
        orders.add(order);
        tell(order, "order.requested", occurredAt, "");
    }

    /** The order, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    Order lock(OrderId id, String etag) {
        Order order = orders.lock(id);
        Etag.check(id.name(), etag, order.version());
        return order;
    }

    /** Stores the next state of a locked order. */
    Order change(Order next, String action, Instant occurredAt, String reason) {
        orders.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    /** Stores a locked order that stands where it stood: only its record has grown. */
    Order extend(Order next, String action, Instant occurredAt, String reason) {
        orders.save(next);
        journal.append(next.id().name(), action, occurredAt, reason, OrderMessages.message(next));
        return next;
    }

    private void tell(Order order, String action, Instant occurredAt, String reason) {
        String name = order.id().name();
        journal.append(name, action, occurredAt, reason, OrderMessages.message(order));
        deadlines.liftAll(name);
        switch (order.state()) {
            case Open(Step step, Instant next) -> deadlines.set(kind(step), name, next);
            case Over _ -> deadlines.set(RELEASE, name, clock.instant().plus(RELEASE_BY_DEADLINE));
        }
    }

    private static String kind(Step step) {
        return switch (step) {
            case REQUESTED -> SETTLE;
            case SENT, DELIVERED -> ACKNOWLEDGE;
            case ACCEPTED, ON_THE_WAY, ON_SCENE -> PROGRESS;
        };
    }
}
