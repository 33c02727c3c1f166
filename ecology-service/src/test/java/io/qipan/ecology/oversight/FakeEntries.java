package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.model.Entry;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Entries in memory. */
final class FakeEntries implements Entries, InMemory {
    private final Map<UUID, Entry> entries = new LinkedHashMap<>();

    @Override
    public boolean add(Entry begun) {
        FakeUnitOfWork.checkMayWrite();
        boolean taken = begun.kind() == EntryKind.TARGETED_CASE
                && entries.values().stream()
                        .anyMatch(entry -> entry.kind() == EntryKind.TARGETED_CASE
                                && entry.stateCode().equals("ACTIVE")
                                && entry.subject().equals(begun.subject()));
        return !taken && entries.putIfAbsent(begun.id(), begun) == null;
    }

    @Override
    public void save(Entry changed) {
        FakeUnitOfWork.checkMayWrite();
        entries.put(changed.id(), changed);
    }

    @Override
    public Optional<Entry> find(EntryKind kind, UUID id) {
        return Optional.ofNullable(entries.get(id)).filter(entry -> entry.kind() == kind);
    }

    @Override
    public Optional<Entry> lock(EntryKind kind, UUID id) {
        return find(kind, id);
    }

    @Override
    public List<Entry> list(Filter filter, Optional<UUID> before, int most) {
        return entries.values().stream()
                .filter(entry -> entry.kind() == filter.kind())
                .filter(entry -> filter.subject().isEmpty() || entry.subject().equals(filter.subject()))
                .filter(entry -> filter.state().map(entry.stateCode()::equals).orElse(true))
                .filter(entry -> filter.party().map(entry.parties()::contains).orElse(true))
                .filter(entry -> before.isEmpty()
                        || entry.id().toString().compareTo(before.get().toString()) < 0)
                .sorted(Comparator.comparing((Entry entry) -> entry.id().toString())
                        .reversed())
                .limit(most)
                .toList();
    }

    @Override
    public Runnable remember() {
        return InMemory.of(entries).remember();
    }
}
