package io.qipan.patrol.unit;

import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.UnitChanges.Mark;
import io.qipan.patrol.unit.model.Roster;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Units in memory, without a roster. */
public final class FakeUnits implements Units, InMemory {
    private final FakeKinds kinds;
    private final NavigableMap<String, Unit> byName = new TreeMap<>();

    public FakeUnits(FakeKinds kinds) {
        this.kinds = kinds;
    }

    @Override
    public Optional<String> add(Unit unit) {
        FakeUnitOfWork.checkMayWrite();
        Optional<String> taken = byName.containsKey(unit.name())
                ? Optional.of(unit.name())
                : byName.values().stream()
                        .filter(other -> other.callSign().equals(unit.callSign()))
                        .map(Unit::name)
                        .findFirst();
        if (taken.isEmpty()) {
            byName.put(unit.name(), unit);
        }
        return taken;
    }

    @Override
    public Optional<Unit> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public Map<String, Unit> find(Collection<String> names) {
        Map<String, Unit> found = new LinkedHashMap<>();
        names.forEach(name -> find(name).ifPresent(unit -> found.put(name, unit)));
        return found;
    }

    @Override
    public Map<String, Unit> lock(Collection<String> names) {
        FakeUnitOfWork.checkMayWrite();
        Map<String, Unit> locked = new LinkedHashMap<>();
        names.forEach(name -> find(name).ifPresent(unit -> locked.put(name, unit)));
        return locked;
    }

    @Override
    public Optional<String> correct(Unit unit) {
        FakeUnitOfWork.checkMayWrite();
        Optional<String> other = byName.values().stream()
                .filter(one ->
                        one.callSign().equals(unit.callSign()) && !one.name().equals(unit.name()))
                .map(Unit::name)
                .findFirst();
        if (other.isEmpty()) {
            byName.put(unit.name(), unit);
        }
        return other;
    }

    @Override
    public void save(Unit unit) {
        FakeUnitOfWork.checkMayWrite();
        byName.put(unit.name(), unit);
    }

    @Override
    public List<Unit> list(Page page, Optional<String> kind) {
        return byName.tailMap(page.after().orElse(""), false).values().stream()
                .filter(unit -> kind.isEmpty() || kind.get().equals(unit.kind()))
                .limit(page.size() + 1L)
                .toList();
    }

    @Override
    public List<Unit> lockOfKind(String kind) {
        FakeUnitOfWork.checkMayWrite();
        return byName.values().stream().filter(unit -> unit.kind().equals(kind)).toList();
    }

    @Override
    public Map<String, Roster> rosters(Collection<String> names, Instant around) {
        return Map.of();
    }

    @Override
    public UnitChanges all(Instant around) {
        return new UnitChanges(new Mark(""), true, kinds.all(), List.copyOf(byName.values()), Map.of(), Map.of());
    }

    @Override
    public UnitChanges since(Mark mark, Instant around) {
        return all(around);
    }

    /** As when an older dump is restored. */
    public void vanish(String name) {
        byName.remove(name);
    }

    /** Has a unit be at another place. */
    public void locate(String name, Position position) {
        byName.put(name, find(name).orElseThrow().at(position));
    }

    @Override
    public Runnable remember() {
        return InMemory.of(byName).remember();
    }
}
