package io.qipan.patrol.coverage;

import io.qipan.patrol.position.PositionDays;
import io.qipan.patrol.position.TrackChanges;
import io.qipan.patrol.position.TrackChanges.Part;
import io.qipan.patrol.unit.Units;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Has an interval measured again. */
@Singleton
public class RecomputeCoverage {
    private final Units units;
    private final TrackChanges changes;
    private final PositionDays days;

    public RecomputeCoverage(Units units, TrackChanges changes, PositionDays days) {
        this.units = units;
        this.changes = changes;
        this.days = days;
    }

    /**
     * @param unit empty: all
     * @return how many units there are to be measured
     */
    public int recompute(Optional<String> unit, Instant from, Instant until, Instant now) {
        unit.filter(name -> units.find(name).isEmpty()).ifPresent(name -> {
            throw Refusal.notFound(name).asException();
        });
        Instant end = until.isAfter(now) ? now : until;
        Instant first = days.first()
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .orElse(end);
        Instant begin = from.isBefore(first) ? first : from;
        if (!begin.isBefore(end)) {
            return 0;
        }
        days.gone(begin, end).refuse();
        Part part = new Part(begin, end);
        if (unit.isEmpty()) {
            return changes.addAgainOfAll(part, now);
        }
        changes.addAgain(unit.get(), List.of(part), now);
        return 1;
    }
}
