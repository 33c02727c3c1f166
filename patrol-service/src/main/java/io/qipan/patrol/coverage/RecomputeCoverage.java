package io.qipan.patrol.coverage;

import io.qipan.patrol.position.TrackChanges;
import io.qipan.patrol.position.TrackChanges.Part;
import io.qipan.patrol.unit.Units;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Has an interval measured again. */
@Singleton
public class RecomputeCoverage {
    private final Units units;
    private final TrackChanges changes;
    private final Duration kept;

    public RecomputeCoverage(
            Units units, TrackChanges changes, @ConfigProperty(name = "qipan.positions.kept") Duration kept) {
        this.units = units;
        this.changes = changes;
        this.kept = kept;
    }

    /**
     * @param unit empty: all
     * @return how many units there are to be measured
     */
    public int recompute(Optional<String> unit, Instant from, Instant until, Instant now) {
        unit.filter(name -> units.find(name).isEmpty()).ifPresent(name -> {
            throw Refusal.notFound(name).asException();
        });
        Instant oldest = now.minus(kept);
        Instant begin = from.isBefore(oldest) ? oldest : from;
        Instant end = until.isAfter(now) ? now : until;
        if (!begin.isBefore(end)) {
            return 0;
        }
        Part part = new Part(begin, end);
        if (unit.isEmpty()) {
            return changes.addAgainOfAll(part, now);
        }
        changes.addAgain(unit.get(), List.of(part), now);
        return 1;
    }
}
