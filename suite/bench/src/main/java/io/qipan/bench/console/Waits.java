package io.qipan.bench.console;

import io.qipan.bench.harness.Latencies;
import io.qipan.bench.harness.Measured;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** All waits of one part of the measurement, from many desks. */
final class Waits {

    private final Map<Wait, Latencies> latencies = new EnumMap<>(Wait.class);
    private final AtomicInteger secondChoices = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> firstError = new AtomicReference<>();

    Waits() {
        Arrays.stream(Wait.values()).forEach(wait -> latencies.put(wait, new Latencies()));
    }

    void add(Wait wait, long nanoseconds) {
        of(wait).add(nanoseconds);
    }

    private Latencies of(Wait wait) {
        return latencies.computeIfAbsent(wait, same -> new Latencies());
    }

    /** The unit was gone before the order for it was made. */
    void chosenAgain() {
        secondChoices.incrementAndGet();
    }

    void failed(Throwable failure) {
        errors.incrementAndGet();
        firstError.compareAndSet(null, failure);
    }

    /** Everything since this was asked last. */
    Summary summary() {
        Map<Wait, Measured> measured = new EnumMap<>(Wait.class);
        for (Wait wait : Wait.values()) {
            measured.put(wait, new Measured(wait.title(), List.of(of(wait).round())));
        }
        return new Summary(
                measured,
                secondChoices.getAndSet(0),
                errors.getAndSet(0),
                Optional.ofNullable(firstError.getAndSet(null)));
    }

    /**
     * What came of it.
     *
     * @param secondChoices incidents' units that were gone when they were ordered
     */
    record Summary(Map<Wait, Measured> waits, int secondChoices, int errors, Optional<Throwable> firstError) {

        Measured of(Wait wait) {
            return waits.getOrDefault(wait, new Measured(wait.title(), List.of()));
        }

        int incidents() {
            return of(Wait.ALL).rounds().stream()
                    .mapToInt(round -> round.latencies().length)
                    .sum();
        }

        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("incidents", incidents());
            fields.put("per_s", of(Wait.ALL).median());
            fields.put("second_choices", secondChoices);
            fields.put("errors", errors);
            for (Wait wait : Wait.values()) {
                String name = wait.name().toLowerCase(Locale.ROOT);
                fields.put(name + "_p50_ms", of(wait).percentileMillis(0.5));
                fields.put(name + "_p99_ms", of(wait).percentileMillis(0.99));
            }
            return fields;
        }
    }
}
