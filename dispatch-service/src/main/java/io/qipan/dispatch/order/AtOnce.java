package io.qipan.dispatch.order;

import io.grpc.Context;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.Order;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Does at once, while the caller waits, what an order's deadline would do a little later: the usual case takes no detour, and
 * when patrol-service is away nothing is lost.
 */
@Singleton
class AtOnce {
    /** So that a request for many units leaves connections of the database to others. */
    private static final int AT_A_TIME = 4;

    private static final Logger LOG = Logger.getLogger(AtOnce.class);

    private final UnitOfWork unitOfWork;
    private final Orders orders;
    private final SettleOrder settleOrder;
    private final ReleaseUnit releaseUnit;

    AtOnce(UnitOfWork unitOfWork, Orders orders, SettleOrder settleOrder, ReleaseUnit releaseUnit) {
        this.unitOfWork = unitOfWork;
        this.orders = orders;
        this.settleOrder = settleOrder;
        this.releaseUnit = releaseUnit;
    }

    /** Commits the units of these orders, a few at a time. Returns the orders as they are then. */
    List<Order> settle(List<OrderId> ids) {
        AtomicBoolean worthIt = new AtomicBoolean(true);
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            for (Order order : read(ids)) {
                threads.execute(Context.current().wrap(() -> {
                    // A caller who has gone waits for nothing: the deadlines of the orders do the rest.
                    if (worthIt.get() && !Context.current().isCancelled() && !attempt(order, settleOrder::settle)) {
                        worthIt.set(false);
                    }
                }));
            }
        }
        return read(ids);
    }

    /** Frees the unit of an order that is over. */
    void release(OrderId id) {
        read(List.of(id)).forEach(order -> attempt(order, releaseUnit::release));
    }

    private List<Order> read(List<OrderId> ids) {
        return unitOfWork.read(
                () -> ids.stream().map(id -> orders.find(id).orElseThrow()).toList());
    }

    /** Whether it is worth going on. What the caller asked for is durable, so that no failure here is one of the request. */
    private static boolean attempt(Order order, Consumer<Order> step) {
        try {
            step.accept(order);
            return true;
        } catch (PeerAway e) {
            LOG.infof("%s follows later: %s", order.id().name(), e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s is left to its deadline", order.id().name());
            return true;
        }
    }
}
