package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.Order;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Orders in memory. */
final class FakeOrders implements Orders, InMemory {
    private static final Comparator<Order> OLDEST_FIRST =
            Comparator.comparing(order -> order.id().name());

    private final Map<OrderId, Order> orders = new LinkedHashMap<>();

    @Override
    public void add(Order order) {
        FakeUnitOfWork.checkMayWrite();
        orders.put(order.id(), order);
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public Order lock(OrderId id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(Order order) {
        FakeUnitOfWork.checkMayWrite();
        orders.replace(order.id(), order);
    }

    @Override
    public List<Order> list(Filter filter, Optional<OrderId> olderThan, int limit) {
        return orders.values().stream()
                .filter(order -> filter.incident().map(order.incident()::equals).orElse(true))
                .filter(order -> filter.unit().map(order.unit()::equals).orElse(true))
                .filter(order -> !filter.openOnly() || !order.isOver())
                .filter(order -> olderThan
                        .map(id -> order.id().name().compareTo(id.name()) < 0)
                        .orElse(true))
                .sorted(OLDEST_FIRST.reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Order> openOf(Collection<String> units) {
        return open().filter(order -> units.contains(order.unit()))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    @Override
    public int countOpenOf(IncidentId incident) {
        return (int) open().filter(order -> order.incident().equals(incident)).count();
    }

    private Stream<Order> open() {
        return orders.values().stream().filter(order -> !order.isOver());
    }

    @Override
    public Runnable remember() {
        return InMemory.of(orders).remember();
    }
}
