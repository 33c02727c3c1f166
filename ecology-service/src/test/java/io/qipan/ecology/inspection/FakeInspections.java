package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Inspection;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Inspections in memory. */
final class FakeInspections implements Inspections, InMemory {
    private final Map<UUID, Inspection> inspections = new ConcurrentHashMap<>();

    @Override
    public void add(Inspection inspection) {
        FakeUnitOfWork.checkMayWrite();
        inspections.put(inspection.id(), inspection);
    }

    @Override
    public void save(Inspection changed) {
        add(changed);
    }

    @Override
    public Optional<Inspection> find(UUID id) {
        return Optional.ofNullable(inspections.get(id));
    }

    @Override
    public List<Inspection> findAll(Set<UUID> ids) {
        return inspections.values().stream()
                .filter(found -> ids.contains(found.id()))
                .toList();
    }

    @Override
    public Optional<Inspection> lock(UUID id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id);
    }

    @Override
    public Optional<Instant> lastOf(String subject) {
        return inspections.values().stream()
                .filter(found -> found.spot().subject().equals(Optional.of(subject)))
                .filter(found -> !found.drill() && found.annulled().isEmpty())
                .map(Inspection::inspectedAt)
                .max(Comparator.naturalOrder());
    }

    @Override
    public List<Inspection> list(Filter filter, Optional<UUID> before, int most) {
        return inspections.values().stream()
                .filter(found -> filter.subject().isEmpty()
                        || filter.subject().equals(found.spot().subject()))
                .filter(found -> filter.template().map(found.template()::equals).orElse(true))
                .filter(found -> before.map(id -> text(found).compareTo(id.toString()) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing(FakeInspections::text).reversed())
                .limit(most)
                .toList();
    }

    /** UUIDs compare by their text as in PostgreSQL, not as {@link UUID#compareTo} does. */
    private static String text(Inspection inspection) {
        return inspection.id().toString();
    }

    @Override
    public Runnable remember() {
        return InMemory.of(inspections).remember();
    }
}
