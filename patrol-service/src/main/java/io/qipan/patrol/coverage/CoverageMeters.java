package io.qipan.patrol.coverage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.qipan.patrol.coverage.MeasureTrack.Measured;
import io.qipan.patrol.position.TrackChanges.Waiting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** How far behind the fixes coverage is, and what it has done. */
@Singleton
public class CoverageMeters {
    private final Timer measuring;
    private final Counter fixes;
    private final Counter visits;
    private final Counter failures;
    private final AtomicLong waiting;
    private final AtomicLong lagMs;

    public CoverageMeters(MeterRegistry registry) {
        this.measuring = registry.timer("qipan.coverage.measuring");
        this.fixes = registry.counter("qipan.coverage.fixes");
        this.visits = registry.counter("qipan.coverage.visits");
        this.failures = registry.counter("qipan.coverage.failures");
        this.waiting = registry.gauge("qipan.coverage.waiting", new AtomicLong());
        this.lagMs = registry.gauge("qipan.coverage.lag.ms", new AtomicLong());
    }

    void measured(Measured measured, long nanos) {
        measuring.record(Duration.ofNanos(nanos));
        fixes.increment(measured.fixes());
        visits.increment(measured.visits());
    }

    void failed() {
        failures.increment();
    }

    void waiting(Waiting now, Instant time) {
        waiting.set(now.parts());
        lagMs.set(now.since()
                .map(since -> Math.max(0, Duration.between(since, time).toMillis()))
                .orElse(0L));
    }
}
