package io.qipan.patrol.track.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a track amounts to. {@code qipan.patrol.v1.TrackSummary} says what each value means.
 *
 * @param rawM metres
 * @param filteredM metres
 */
public record TrackSummary(
        long fixes,
        int devices,
        Optional<Span> span,
        double rawM,
        double filteredM,
        DriftFilter filter,
        long fixesBeside,
        long impossibleJumps,
        long mockFixes,
        Gaps gaps,
        Times times) {

    /** From the first fix to the last one, both included. */
    public record Span(Instant first, Instant last) {}

    /**
     * When there was no fix.
     *
     * @param largestFrom when the largest began
     * @param overM straight metres over gaps, part of the filtered distance
     */
    public record Gaps(int number, Duration largest, Optional<Instant> largestFrom, double overM) {

        static final Gaps NONE = new Gaps(0, Duration.ZERO, Optional.empty(), 0);

        Gaps and(Instant from, Duration gap, double metres) {
            boolean larger = gap.compareTo(largest) > 0;
            return new Gaps(
                    number + 1, larger ? gap : largest, larger ? Optional.of(from) : largestFrom, overM + metres);
        }
    }

    /** The time of the path, told apart. */
    public record Times(Duration moving, Duration standing, Duration unobserved) {

        static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO);

        Times moving(Duration more) {
            return new Times(moving.plus(more), standing, unobserved);
        }

        Times standing(Duration more) {
            return new Times(moving, standing.plus(more), unobserved);
        }

        Times unobserved(Duration more) {
            return new Times(moving, standing, unobserved.plus(more));
        }
    }
}
