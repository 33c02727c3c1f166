package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.PatrolDuty;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Patrol duties in memory. */
final class FakePatrolDuties implements PatrolDuties, InMemory {
    private final Map<UUID, PatrolDuty> duties = new ConcurrentHashMap<>();

    @Override
    public void lock() {
        FakeUnitOfWork.checkMayWrite();
    }

    @Override
    public void add(PatrolDuty begun) {
        FakeUnitOfWork.checkMayWrite();
        duties.put(begun.id(), begun);
    }

    @Override
    public void save(PatrolDuty changed) {
        add(changed);
    }

    @Override
    public Optional<PatrolDuty> find(UUID id) {
        return Optional.ofNullable(duties.get(id));
    }

    @Override
    public List<PatrolDuty> list(Filter filter, Optional<UUID> before, int most) {
        return duties.values().stream()
                .filter(duty -> filter.kind()
                        .map(kind -> kind == duty.target().layer().kind())
                        .orElse(true))
                .filter(duty -> filter.level()
                        .map(level -> level == duty.target().layer().level())
                        .orElse(true))
                .filter(duty -> before.map(id -> text(duty).compareTo(id.toString()) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing(FakePatrolDuties::text).reversed())
                .limit(most)
                .toList();
    }

    private static String text(PatrolDuty duty) {
        return duty.id().toString();
    }

    @Override
    public List<PatrolDuty> all() {
        return List.copyOf(duties.values());
    }

    @Override
    public Runnable remember() {
        return InMemory.of(duties).remember();
    }
}
