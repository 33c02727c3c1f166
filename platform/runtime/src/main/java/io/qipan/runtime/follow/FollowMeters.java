package io.qipan.runtime.follow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Whether a feed is followed, and how closely. */
final class FollowMeters {

    /** Why it is not read on. */
    enum Hindrance {
        /** The other service cannot help now. */
        AWAY,
        /** It does not let us. */
        REFUSED,
        /** Something here: the database, or what a state calls for. */
        FAILED
    }

    private final InstantSource clock;
    private final Map<Hindrance, Counter> hindrances = new EnumMap<>(Hindrance.class);
    private final Counter passedOver;
    private final Counter restarts;
    private volatile Instant keptAt;
    private volatile Duration lag = Duration.ZERO;

    /** @param feed for example {@code patrol/sensorAlarms+sensors} */
    FollowMeters(String feed, InstantSource clock, MeterRegistry registry) {
        this.clock = clock;
        this.keptAt = clock.instant();
        for (Hindrance hindrance : Hindrance.values()) {
            String why = hindrance.name().toLowerCase(Locale.ROOT);
            hindrances.put(hindrance, registry.counter("qipan.followed.failures", "feed", feed, "why", why));
        }
        this.passedOver = registry.counter("qipan.followed.passed.over", "feed", feed);
        this.restarts = registry.counter("qipan.followed.restarts", "feed", feed);
        Gauge.builder("qipan.followed.silence.seconds", this, meters -> seconds(meters.silence()))
                .tag("feed", feed)
                .register(registry);
        Gauge.builder("qipan.followed.lag.seconds", this, meters -> seconds(meters.lag))
                .tag("feed", feed)
                .register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    /** Since this replica last got on. What it cannot get past counts as silence. */
    Duration silence() {
        return Duration.between(keptAt, clock.instant());
    }

    void kept() {
        keptAt = clock.instant();
    }

    /** A bookmark says that there was nothing more to tell. */
    void read(WatchResponse message) {
        Duration age = message.hasChange()
                ? Duration.between(Times.instant(message.getChange().getRecordedAt()), clock.instant())
                : Duration.ZERO;
        // The clock there may be ahead of ours.
        lag = age.isNegative() ? Duration.ZERO : age;
    }

    void hindered(Hindrance by) {
        Objects.requireNonNull(hindrances.get(by)).increment();
    }

    void passedOver() {
        passedOver.increment();
    }

    void restarted() {
        restarts.increment();
    }
}
