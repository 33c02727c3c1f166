package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.Milestone;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.OrderState.Over;
import io.qipan.dispatch.peer.PatrolUnits;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Has patrol-service free the unit of an order that is over. */
@Singleton
class ReleaseUnit implements DeadlineHandler {
    private final UnitOfWork unitOfWork;
    private final Orders orders;
    private final Deadlines deadlines;
    private final PatrolUnits units;

    ReleaseUnit(UnitOfWork unitOfWork, Orders orders, Deadlines deadlines, PatrolUnits units) {
        this.unitOfWork = unitOfWork;
        this.orders = orders;
        this.deadlines = deadlines;
        this.units = units;
    }

    @Override
    public String kind() {
        return OrderRecords.RELEASE;
    }

    @Override
    public boolean callsOut() {
        return true;
    }

    @Override
    public void handle(Due due) {
        OrderId id = OrderId.parse(due.subject());
        release(unitOfWork.read(() -> orders.find(id).orElseThrow()));
    }

    /** Throws PeerAway if patrol-service cannot be asked; the order's deadline tries again. */
    void release(Order order) {
        if (order.state() instanceof Over over) {
            units.release(order, reason(over), endedAt(order));
            unitOfWork.run("system:" + OrderRecords.RELEASE, () -> {
                deadlines.lift(OrderRecords.RELEASE, order.id().name());
                return order;
            });
        }
    }

    private static String reason(Over over) {
        return over.reason().equals(Order.DIVERTED)
                ? Order.DIVERTED
                : over.end().word();
    }

    private static Instant endedAt(Order order) {
        String end = order.state().word();
        return order.milestones().stream()
                .filter(milestone -> milestone.kind().equals(end))
                .map(Milestone::occurredAt)
                .findFirst()
                .orElseThrow();
    }
}
