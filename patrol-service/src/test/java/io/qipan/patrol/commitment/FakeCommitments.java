package io.qipan.patrol.commitment;

import io.qipan.patrol.commitment.model.Commitment;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.commitment.model.Commitment.NeverHeld;
import io.qipan.patrol.commitment.model.Commitment.Released;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public final class FakeCommitments implements Commitments, InMemory {
    private final Map<String, Commitment> byOrder = new LinkedHashMap<>();

    @Override
    public void hold(Collection<String> orders) {
        FakeUnitOfWork.checkMayWrite();
    }

    @Override
    public Map<String, Commitment> find(Collection<String> orders) {
        Map<String, Commitment> found = new HashMap<>(byOrder);
        found.keySet().retainAll(orders);
        return found;
    }

    @Override
    public void add(Held held) {
        boolean taken = byOrder.values().stream()
                .anyMatch(other -> other instanceof Held && other.unit().equals(held.unit()));
        if (taken) {
            throw new IllegalStateException(held.unit() + " is held already");
        }
        append(held);
    }

    @Override
    public void add(NeverHeld neverHeld) {
        append(neverHeld);
    }

    private void append(Commitment commitment) {
        FakeUnitOfWork.checkMayWrite();
        if (byOrder.putIfAbsent(commitment.order(), commitment) != null) {
            throw new IllegalStateException(commitment.order() + " has a commitment already");
        }
    }

    @Override
    public void end(Released released) {
        FakeUnitOfWork.checkMayWrite();
        byOrder.replace(released.order(), released);
    }

    @Override
    public List<Listed> list(Page page, boolean heldOnly) {
        long before = page.after(Long::parseLong).orElse(Long.MAX_VALUE);
        List<Listed> listed = new ArrayList<>();
        long number = 0;
        for (Commitment commitment : byOrder.values()) {
            number++;
            if (number < before && (!heldOnly || commitment instanceof Held)) {
                listed.addFirst(new Listed(number, commitment));
            }
        }
        return listed.subList(0, Math.min(page.size() + 1, listed.size()));
    }

    @Override
    public Runnable remember() {
        return InMemory.of(byOrder).remember();
    }
}
