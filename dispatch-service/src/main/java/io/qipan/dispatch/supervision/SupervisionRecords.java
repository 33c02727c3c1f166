package io.qipan.dispatch.supervision;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.SupervisionOrderId;
import io.qipan.dispatch.supervision.model.SupervisionOrder;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Stores a supervision order, tells the journal and keeps its deadline, always all three. */
@Singleton
class SupervisionRecords {
    /** Deadline of a supervision order that is not over. */
    static final String LOOK = "supervision_order.look";

    private final SupervisionOrders orders;
    private final Journal journal;
    private final Deadlines deadlines;

    SupervisionRecords(SupervisionOrders orders, Journal journal, Deadlines deadlines) {
        this.orders = orders;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    SupervisionOrder add(SupervisionOrder order) {
        orders.add(order);
        tell(order, "supervision_order.issued", order.demand().issuedAt(), "");
        return order;
    }

    /** The order, locked. Refuses NOT_FOUND. */
    SupervisionOrder lock(SupervisionOrderId id) {
        return orders.lock(id);
    }

    /** The order, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    SupervisionOrder lock(SupervisionOrderId id, String etag) {
        SupervisionOrder order = orders.lock(id);
        Etag.check(id.name(), etag, order.version());
        return order;
    }

    /** Stores the next state of a locked order. */
    SupervisionOrder change(SupervisionOrder next, String action, Instant occurredAt, String reason) {
        orders.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    private void tell(SupervisionOrder order, String action, Instant occurredAt, String reason) {
        String name = order.id().name();
        journal.append(name, action, occurredAt, reason, SupervisionMessages.message(order));
        keepDeadline(order);
    }

    /** Sets the deadline of a locked order once more, which stays as it is. */
    void keepDeadline(SupervisionOrder order) {
        String name = order.id().name();
        order.nextDeadlineAt().ifPresentOrElse(at -> deadlines.set(LOOK, name, at), () -> deadlines.lift(LOOK, name));
    }
}
