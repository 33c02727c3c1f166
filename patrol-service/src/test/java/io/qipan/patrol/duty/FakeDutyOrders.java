package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

final class FakeDutyOrders implements DutyOrders, InMemory {
    private final Map<Long, DutyPlan> plans = new LinkedHashMap<>();
    private final Map<UUID, DutyOrder> orders = new LinkedHashMap<>();

    @Override
    public void holdForChange() {
        FakeUnitOfWork.checkMayWrite();
    }

    @Override
    public void holdForShift() {
        FakeUnitOfWork.checkMayWrite();
    }

    @Override
    public Optional<DutyPlan> plan() {
        return plan(plans.size());
    }

    @Override
    public Optional<DutyPlan> plan(long number) {
        return Optional.ofNullable(plans.get(number));
    }

    @Override
    public void add(DutyPlan plan) {
        FakeUnitOfWork.checkMayWrite();
        plans.put(plan.number(), plan);
    }

    @Override
    public Optional<DutyOrder> inForce() {
        return orders.values().stream()
                .filter(order -> order.supersededAt().isEmpty())
                .findFirst();
    }

    @Override
    public Optional<DutyOrder> find(UUID id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public void add(DutyOrder order) {
        end(order);
    }

    @Override
    public void end(DutyOrder superseded) {
        FakeUnitOfWork.checkMayWrite();
        orders.put(superseded.id(), superseded);
    }

    @Override
    public List<DutyOrder> list(Page page) {
        String before = page.after().orElse("g");
        Comparator<DutyOrder> byId = Comparator.comparing(order -> order.id().toString());
        return orders.values().stream()
                .filter(order -> order.id().toString().compareTo(before) < 0)
                .sorted(byId.reversed())
                .limit(page.size() + 1L)
                .toList();
    }

    @Override
    public Runnable remember() {
        Runnable first = InMemory.of(plans).remember();
        Runnable second = InMemory.of(orders).remember();
        return () -> {
            first.run();
            second.run();
        };
    }
}
