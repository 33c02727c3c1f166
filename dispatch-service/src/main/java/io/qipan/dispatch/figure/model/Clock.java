package io.qipan.dispatch.figure.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One value of a measure.
 *
 * @param subject the call or order by name
 * @param unit of an order, else empty
 * @param open not given up; may have ended
 */
public record Clock(
        Measure measure, String subject, String unit, Instant begunAt, Optional<Instant> endedAt, boolean open) {

    public boolean running() {
        return open && endedAt.isEmpty();
    }

    /** Negative if by the times that were reported it ended before it began; empty if it has not ended. */
    public Optional<Double> seconds() {
        return endedAt.map(end -> Duration.between(begunAt, end))
                .map(took -> took.toSeconds() + took.toNanosPart() / 1e9);
    }

    /** The first bound of the measure that holds. */
    public Optional<Integer> withinS() {
        return seconds()
                .filter(took -> took >= 0)
                .flatMap(took -> measure.boundsS().stream()
                        .filter(bound -> took <= bound)
                        .findFirst());
    }
}
