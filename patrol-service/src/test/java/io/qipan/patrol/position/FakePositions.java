package io.qipan.patrol.position;

import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.patrol.position.Positions.Kept.UnitUnknown;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.FakeUnits;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Positions in memory, of units in memory. */
public final class FakePositions implements Positions, InMemory {

    private record Place(String unit, TrackKey key) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::unit).thenComparing(Place::key);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private final FakeUnits units;
    private final NavigableMap<Place, Fix> fixes = new TreeMap<>();
    private final NavigableMap<Long, Quarantined> quarantine = new TreeMap<>();

    public FakePositions(FakeUnits units) {
        this.units = units;
    }

    @Override
    public List<Kept> keep(List<Batch> batches) {
        FakeUnitOfWork.checkMayWrite();
        return batches.stream().map(this::keep).toList();
    }

    private Kept keep(Batch batch) {
        if (units.find(batch.unit()).isEmpty()) {
            return new UnitUnknown();
        }
        int stored = 0;
        boolean latest = false;
        for (Fix fix : batch.fixes()) {
            Fix numbered = fix.sequence() == Fix.UNNUMBERED ? numbered(fix) : fix;
            if (fixes.putIfAbsent(new Place(batch.unit(), TrackKey.of(numbered)), numbered) == null) {
                stored++;
                latest |= isLatest(batch.unit(), fix.position());
            }
        }
        batch.quarantined().forEach(this::quarantine);
        return new Stored(stored, latest);
    }

    private Fix numbered(Fix fix) {
        return new Fix(
                fix.device(), fixes.size() + 1L, fix.position(), fix.motion(), fix.mockLocation(), fix.clockAhead());
    }

    private boolean isLatest(String unit, Position position) {
        Optional<Position> last = units.find(unit).orElseThrow().position();
        if (last.filter(known -> known.asOf().isAfter(position.asOf())).isPresent()) {
            return false;
        }
        units.locate(unit, position);
        return true;
    }

    private void quarantine(Quarantined one) {
        boolean known = quarantine.values().stream()
                .anyMatch(other -> other.unit().equals(one.unit())
                        && other.device().equals(one.device())
                        && other.sent().equals(one.sent()));
        if (!known) {
            long number = quarantine.size() + 1L;
            quarantine.put(
                    number,
                    new Quarantined(number, one.unit(), one.device(), one.sent(), one.reason(), one.receivedAt()));
        }
    }

    @Override
    public List<DeviceSpan> devices(String unit, Instant from, Instant until) {
        Map<String, List<Instant>> times = new TreeMap<>();
        fixes.forEach((place, fix) -> {
            Instant at = fix.position().fixedAt();
            if (place.unit().equals(unit) && !at.isBefore(from) && at.isBefore(until)) {
                times.computeIfAbsent(fix.device(), device -> new ArrayList<>()).add(at);
            }
        });
        return times.entrySet().stream()
                .map(one -> new DeviceSpan(
                        one.getKey(), one.getValue().getFirst(), one.getValue().getLast()))
                .sorted(Comparator.comparing(DeviceSpan::first).thenComparing(DeviceSpan::device))
                .toList();
    }

    @Override
    public List<Fix> track(String unit, Optional<String> device, Instant from, Instant until, Page page) {
        TrackKey after = page.after(TrackKey::parse).orElse(TrackKey.before(from));
        return fixes
                .subMap(new Place(unit, after), false, new Place(unit, TrackKey.before(until)), false)
                .values()
                .stream()
                .filter(fix -> device.isEmpty() || device.get().equals(fix.device()))
                .limit(page.size() + 1L)
                .toList();
    }

    @Override
    public List<Quarantined> quarantined(Optional<String> unit, Page page) {
        return quarantine
                .headMap(page.after(Long::valueOf).orElse(Long.MAX_VALUE), false)
                .descendingMap()
                .values()
                .stream()
                .filter(one -> unit.isEmpty() || unit.get().equals(one.unit()))
                .limit(page.size() + 1L)
                .toList();
    }

    @Override
    public Runnable remember() {
        Runnable restoreFixes = InMemory.of(fixes).remember();
        Runnable restoreQuarantine = InMemory.of(quarantine).remember();
        return () -> {
            restoreFixes.run();
            restoreQuarantine.run();
        };
    }
}
