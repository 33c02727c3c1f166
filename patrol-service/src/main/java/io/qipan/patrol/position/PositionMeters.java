package io.qipan.patrol.position;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.qipan.patrol.position.Positions.Kept;
import io.qipan.patrol.position.Positions.Kept.Stored;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** What the streams brought, counted when it is on disk. */
@Singleton
public class PositionMeters {
    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter duplicate;
    private final DistributionSummary together;
    private final AtomicInteger own;
    private final AtomicInteger archived;
    private final AtomicInteger gone;

    public PositionMeters(MeterRegistry registry) {
        this.registry = registry;
        this.stored = registry.counter("qipan.positions.stored");
        this.duplicate = registry.counter("qipan.positions.duplicate");
        this.together = registry.summary("qipan.positions.batch.size");
        this.own = days("own");
        this.archived = days("archived");
        this.gone = days("gone");
    }

    private AtomicInteger days(String state) {
        return Objects.requireNonNull(
                registry.gauge("qipan.positions.days", Tags.of("state", state), new AtomicInteger()));
    }

    /** How many days have a part, and where. */
    void days(int ofTable, int ofArchive, int ofNeither) {
        own.set(ofTable);
        archived.set(ofArchive);
        gone.set(ofNeither);
    }

    /** These were kept in one transaction. */
    void kept(List<Batch> batches, List<Kept> kept) {
        together.record(batches.stream().mapToInt(Batch::size).sum());
        for (int i = 0; i < batches.size(); i++) {
            if (kept.get(i) instanceof Stored(int fixes, boolean _)) {
                count(batches.get(i), fixes);
            }
        }
    }

    private void count(Batch batch, int fixes) {
        stored.increment(fixes);
        duplicate.increment(batch.fixes().size() - fixes);
        batch.quarantined()
                .forEach(one -> registry.counter(
                                "qipan.positions.quarantined",
                                "reason",
                                one.reason().name())
                        .increment());
    }
}
