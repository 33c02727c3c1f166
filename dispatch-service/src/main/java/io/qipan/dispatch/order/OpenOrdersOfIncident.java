package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.incident.OpenOrders;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.Step;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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
    public boolean attended(IncidentId incident) {
        return orders.hasReached(incident, Step.ON_SCENE);
    }

    @Override
    public boolean has(IncidentId incident, String unit) {
        Orders.Filter filter = new Orders.Filter(Optional.of(incident), Optional.of(unit), true);
        return !orders.list(filter, Optional.empty(), 1).isEmpty();
    }

    @Override
    public boolean hadAny(IncidentId incident, String unit) {
        return orders.wasSent(incident, unit);
    }

    @Override
    public int move(IncidentId from, IncidentId to, Instant now) {
        List<Order> there = open(to);
        List<Order> moving = open(from);
        moving.forEach(order -> refuseSecond(order, there));
        int moved = 0;
        for (Order order : moving) {
            Order held = orders.lock(order.id());
            if (!held.isOver()) {
                move(held, to, now);
                moved++;
            }
        }
        return moved;
    }

    private static void refuseSecond(Order order, List<Order> there) {
        there.stream().filter(o -> o.unit().equals(order.unit())).findFirst().ifPresent(other -> {
            throw Refusal.of(
                            Reason.UNIT_ALREADY_ORDERED,
                            order.unit() + " has open orders for both: "
                                    + order.id().name() + " and " + other.id().name() + ". End one of them first.")
                    .with("unit", order.unit())
                    .with("order", other.id().name())
                    .asException();
        });
    }

    @Override
    public int moveBack(IncidentId from, Collection<IncidentId> givenFor, IncidentId to, Instant now) {
        List<OrderId> coming = orders.goingOnUnder(from, givenFor);
        coming.forEach(id -> move(orders.lock(id), to, now));
        return coming.size();
    }

    private void move(Order held, IncidentId to, Instant now) {
        Order ignored = records.extend(
                held.under(to), "order.moved", now, "From " + held.incident().name());
    }

    /** Oldest first, in which order all lock them. */
    private List<Order> open(IncidentId incident) {
        Orders.Filter filter = new Orders.Filter(Optional.of(incident), Optional.empty(), true);
        return orders.list(filter, Optional.empty(), Integer.MAX_VALUE).reversed();
    }

    @Override
    public void takeOver(IncidentId incident, String owner, Instant now) {
        for (Order order : open(incident)) {
            // One that is over by the time that we hold it keeps its owner.
            if (orders.lock(order.id()).takeOver(owner) instanceof Granted<Order>(Order taken)) {
                Order ignored = records.extend(taken, "order.taken_over", now, "");
            }
        }
    }
}
