package io.qipan.patrol.rescue;

import io.qipan.patrol.rescue.model.RescueFacts;
import io.qipan.patrol.rescue.model.RescueKind;
import io.qipan.patrol.rescue.model.RescueRecord;
import io.qipan.patrol.rescue.model.Summary.Row;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

final class FakeRescues implements Rescues, InMemory {
    private final Map<UUID, RescueRecord> all = new LinkedHashMap<>();

    private record Key(RescueKind kind, String water, boolean drill) {}

    @Override
    public void append(RescueRecord record) {
        FakeUnitOfWork.checkMayWrite();
        all.put(record.id(), record);
    }

    @Override
    public Optional<RescueRecord> find(UUID id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<RescueRecord> lock(UUID id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id);
    }

    @Override
    public List<RescueRecord> list(Page page, boolean drills, Optional<String> unit) {
        String before = page.after().orElse("g");
        Comparator<RescueRecord> byId =
                Comparator.comparing(record -> record.id().toString());
        return all.values().stream()
                .filter(record -> record.current().facts().drill() == drills)
                .filter(record ->
                        unit.map(record.current().facts().units()::contains).orElse(true))
                .filter(record -> record.id().toString().compareTo(before) < 0)
                .sorted(byId.reversed())
                .limit(page.size() + 1L)
                .toList();
    }

    @Override
    public List<Row> sums(Instant from, Instant until) {
        Map<Key, Row> rows = new LinkedHashMap<>();
        for (RescueRecord record : all.values()) {
            RescueFacts facts = record.current().facts();
            if (!facts.happenedAt().isBefore(from) && facts.happenedAt().isBefore(until)) {
                rows.merge(
                        new Key(facts.kind(), facts.water(), facts.drill()),
                        new Row(facts.kind(), facts.water(), facts.drill(), 1, facts.people()),
                        (a, b) -> new Row(
                                a.kind(),
                                a.water(),
                                a.drill(),
                                a.records() + b.records(),
                                a.people().plus(b.people())));
            }
        }
        return List.copyOf(rows.values());
    }

    @Override
    public Runnable remember() {
        return InMemory.of(all).remember();
    }
}
