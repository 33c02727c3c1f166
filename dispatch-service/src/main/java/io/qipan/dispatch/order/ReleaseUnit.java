package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.OrderState.Over;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Has patrol-service free the unit of an order that is over. */
@Singleton
class ReleaseUnit implements DeadlineHandler {
    private static final String ACTOR = "system:" + OrderRecords.RELEASE;

    private final UnitOfWork unitOfWork;
    private final Orders orders;
    private final Deadlines deadlines;
    private final Commitments commitments;
    private final DivertOrder divertOrder;

    ReleaseUnit(
            UnitOfWork unitOfWork,
            Orders orders,
            Deadlines deadlines,
            Commitments commitments,
            DivertOrder divertOrder) {
        this.unitOfWork = unitOfWork;
        this.orders = orders;
        this.deadlines = deadlines;
        this.commitments = commitments;
        this.divertOrder = divertOrder;
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
            Optional<Instant> heldSince =
                    commitments.release(order, reason(over), order.endedAt().orElseThrow());
            unitOfWork.run(ACTOR, () -> {
                heldSince.ifPresent(since -> endLoser(order, since));
                deadlines.lift(OrderRecords.RELEASE, order.id().name());
                return order;
            });
        }
    }

    /** It may be that nobody heard the unit being diverted to this order before it was over. */
    private void endLoser(Order order, Instant divertedAt) {
        order.divertedFrom().ifPresent(from -> divertOrder.divert(from, divertedAt, ACTOR));
    }

    private static String reason(Over over) {
        return over.reason().equals(Order.DIVERTED)
                ? Order.DIVERTED
                : over.end().word();
    }
}
