package io.qipan.dispatch.attention;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.attention.Attentions.Count;
import io.qipan.dispatch.attention.model.AttentionKind;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How long the queue is, without exercises: {@code qipan_attentions_open}, {@code qipan_attentions_oldest_seconds}. */
@Singleton
public class MeasureAttentions {
    private final UnitOfWork unitOfWork;
    private final Attentions attentions;
    private final InstantSource clock;
    private final Map<AttentionKind, AtomicLong> open = new EnumMap<>(AttentionKind.class);
    private final AtomicLong oldest = new AtomicLong();

    MeasureAttentions(UnitOfWork unitOfWork, Attentions attentions, InstantSource clock, MeterRegistry meters) {
        this.unitOfWork = unitOfWork;
        this.attentions = attentions;
        this.clock = clock;
        for (AttentionKind kind : AttentionKind.values()) {
            AtomicLong count = new AtomicLong();
            open.put(kind, count);
            var ignored = Gauge.builder("qipan.attentions.open", count, AtomicLong::get)
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        var ignored = Gauge.builder("qipan.attentions.oldest", oldest, AtomicLong::get)
                .baseUnit("seconds")
                .register(meters);
    }

    public void measure() {
        List<Count> counts = unitOfWork.read(() -> attentions.count(false));
        open.forEach((kind, count) -> count.set(counts.stream()
                .filter(counted -> counted.kind() == kind)
                .mapToLong(Count::open)
                .sum()));
        oldest.set(age(counts, clock.instant()));
    }

    /** Seconds since the oldest was first told; 0 if there is none. */
    static long age(List<Count> counts, Instant now) {
        return counts.stream()
                .map(Count::oldestAt)
                .min(Instant::compareTo)
                .map(first -> Math.max(0, Duration.between(first, now).toSeconds()))
                .orElse(0L);
    }
}
