package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.model.DutyState;
import io.qipan.patrol.coverage.model.VisitDuty;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Duties in memory. */
final class FakeVisitDuties implements VisitDuties, InMemory {
    private final SortedMap<String, VisitDuty> duties = Collections.synchronizedSortedMap(new TreeMap<>());
    private final Map<String, Followed> head = new TreeMap<>();

    @Override
    public boolean open(VisitDuty duty) {
        FakeUnitOfWork.checkMayWrite();
        return duties.putIfAbsent(duty.name(), duty) == null;
    }

    @Override
    public Optional<VisitDuty> find(String name) {
        return Optional.ofNullable(duties.get(name));
    }

    @Override
    public Optional<VisitDuty> lock(String name) {
        return find(name);
    }

    @Override
    public void save(VisitDuty duty) {
        FakeUnitOfWork.checkMayWrite();
        duties.put(duty.name(), duty);
    }

    private Stream<VisitDuty> endingAfter(Instant now) {
        return duties.values().stream().filter(duty -> duty.period().until().isAfter(now));
    }

    @Override
    public List<VisitDuty> openAt(Instant now) {
        return endingAfter(now)
                .filter(duty -> duty.state() != DutyState.WITHDRAWN)
                .toList();
    }

    @Override
    public List<VisitDuty> due(Optional<String> zone, boolean overdueOnly, Instant now, Page page) {
        return endingAfter(now)
                .filter(duty -> duty.state() == DutyState.OVERDUE || (!overdueOnly && duty.state() == DutyState.DUE))
                .filter(duty -> zone.isEmpty() || duty.zone().equals(zone))
                .filter(duty -> duty.name().compareTo(page.after().orElse("")) > 0)
                .limit(page.size() + 1L)
                .toList();
    }

    @Override
    public Followed lockFollowed() {
        return head.getOrDefault("head", new Followed(0, Optional.empty()));
    }

    @Override
    public void saveFollowed(Followed followed) {
        FakeUnitOfWork.checkMayWrite();
        head.put("head", followed);
    }

    @Override
    public Runnable remember() {
        Runnable restoreDuties = InMemory.of(duties).remember();
        Runnable restoreHead = InMemory.of(head).remember();
        return () -> {
            restoreDuties.run();
            restoreHead.run();
        };
    }
}
