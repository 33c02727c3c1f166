package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.model.ClockSetting.Nature;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.ecology.procedure.model.ClockState.Paused;
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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Case files in memory. */
final class FakeCases implements Cases, InMemory {
    private final Map<UUID, CaseFile> files = new ConcurrentHashMap<>();
    private static final Comparator<CaseClock.Key> BY_KEY_OF = Comparator.comparing(CaseClock.Key::dueAt)
            .thenComparing(key -> key.caseId().toString())
            .thenComparing(CaseClock.Key::number);
    private static final Comparator<CaseClock> BY_KEY = Comparator.comparing(CaseClock::key, BY_KEY_OF);

    private final AtomicLong numbers = new AtomicLong();

    @Override
    public long nextNumber() {
        FakeUnitOfWork.checkMayWrite();
        return numbers.incrementAndGet();
    }

    @Override
    public boolean add(CaseFile opened) {
        FakeUnitOfWork.checkMayWrite();
        boolean taken = opened.facts().incident().flatMap(this::findByIncident).isPresent();
        if (!taken) {
            files.put(opened.id(), opened);
        }
        return !taken;
    }

    @Override
    public void save(CaseFile changed) {
        FakeUnitOfWork.checkMayWrite();
        @Nullable CaseFile ignored = files.replace(changed.id(), changed);
    }

    @Override
    public Optional<CaseFile> find(UUID id) {
        return Optional.ofNullable(files.get(id));
    }

    @Override
    public List<CaseFile> findAll(Set<UUID> ids) {
        return ids.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    @Override
    public Optional<CaseFile> lock(UUID id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id);
    }

    @Override
    public Optional<CaseFile> findByIncident(String incident) {
        return files.values().stream()
                .filter(file -> file.facts().incident().equals(Optional.of(incident)))
                .findFirst();
    }

    @Override
    public List<CaseClock> overdue(Instant now, Optional<Watcher> watcher, Optional<CaseClock.Key> after, int most) {
        return files.values().stream()
                .filter(file -> !file.facts().drill())
                .flatMap(file -> file.procedure().clocks().stream().map(clock -> new CaseClock(file.id(), clock)))
                .filter(found -> found.clock().isOpen() && !(found.clock().state() instanceof Paused))
                .filter(found -> found.clock().setting().nature() == Nature.DUTY)
                .filter(found -> found.clock().due().at().isBefore(now))
                .filter(found -> watcher.map(found.clock().setting().watchers()::contains)
                        .orElse(true))
                .sorted(BY_KEY)
                .filter(found -> after.map(key -> BY_KEY_OF.compare(found.key(), key) > 0)
                        .orElse(true))
                .limit(most)
                .toList();
    }

    @Override
    public List<CaseFile> list(Filter filter, Optional<UUID> before, int most) {
        return files.values().stream()
                .filter(file -> filter.incident().isEmpty()
                        || filter.incident().equals(file.facts().incident()))
                .filter(file -> filter.state().map(file.state().code()::equals).orElse(true))
                .filter(file -> filter.agency().isEmpty()
                        || filter.agency().equals(file.belonging().agency())
                        || filter.orHandedOver()
                                && filter.agency().equals(file.procedure().police()))
                .filter(file ->
                        !filter.withoutAgency() || file.belonging().agency().isEmpty())
                .filter(file -> filter.withDrills() || !file.facts().drill())
                .filter(file -> before.map(id -> text(file).compareTo(id.toString()) < 0)
                        .orElse(true))
                .sorted((a, b) -> text(b).compareTo(text(a)))
                .limit(most)
                .toList();
    }

    /** UUIDs compare by their text as in PostgreSQL, not as {@link UUID#compareTo} does. */
    private static String text(CaseFile file) {
        return file.id().toString();
    }

    @Override
    public Runnable remember() {
        return InMemory.of(files).remember();
    }
}
