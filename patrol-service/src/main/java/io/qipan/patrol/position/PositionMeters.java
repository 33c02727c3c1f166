package io.qipan.patrol.position;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.patrol.position.Positions.Kept;
import io.qipan.patrol.position.Positions.Kept.Stored;
import jakarta.inject.Singleton;
import java.util.List;

/** What the streams brought, counted when it is on disk. */
@Singleton
public class PositionMeters {
    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter duplicate;
    private final DistributionSummary together;

    public PositionMeters(MeterRegistry registry) {
        this.registry = registry;
        this.stored = registry.counter("qipan.positions.stored");
        this.duplicate = registry.counter("qipan.positions.duplicate");
        this.together = registry.summary("qipan.positions.batch.size");
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
