package io.qipan.patrol.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How far the picture is behind, and who watches it. */
@Singleton
public class LiveMeters {
    private final MeterRegistry registry;
    private final Timer readings;
    private final Counter conflated;

    public LiveMeters(MeterRegistry registry) {
        this.registry = registry;
        this.readings = registry.timer("qipan.live.read");
        this.conflated = registry.counter("qipan.live.conflated");
    }

    void watch(LivePicture picture) {
        registry.gauge("qipan.live.units", picture, live -> live.picture().size());
        registry.gauge("qipan.live.age.seconds", picture, live -> live.age().toMillis() / 1_000.0);
    }

    void watch(Watches watches) {
        registry.gauge("qipan.live.watches", watches, Watches::open);
    }

    <T> T timed(Supplier<T> reading) {
        long begin = System.nanoTime();
        try {
            return Objects.requireNonNull(reading.get());
        } finally {
            readings.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        }
    }

    /** A watcher is not told what was true of some units for a while, because something newer is. */
    void conflated(int updates) {
        conflated.increment(updates);
    }
}
