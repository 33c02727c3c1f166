package io.qipan.patrol.coverage.model;

import java.time.Instant;
import java.util.Comparator;

/**
 * A piece of a unit's track at a feature: within one quarter and one slot, without a break, in one direction.
 *
 * @param slotFrom when the slot begins that it counts in
 * @param fromM metres along a line where it came, else 0; above {@code untilM} if it went backward
 * @param mock an app made the place up: it does not count
 * @param revision the first of the grid that has the feature as it was measured
 */
public record Piece(
        Quarter quarter,
        String feature,
        VisitPeriod period,
        Instant slotFrom,
        Instant from,
        Instant until,
        double fromM,
        double untilM,
        boolean mock,
        long revision) {

    private static final double SAME_PLACE_M = 0.001;

    public static final Comparator<Piece> BY_TIME = Comparator.comparing(Piece::from)
            .thenComparing(Piece::until)
            .thenComparing(Piece::fromM)
            .thenComparing(Piece::untilM)
            .thenComparing(Piece::mock);

    int way() {
        return Double.compare(untilM, fromM);
    }

    /** Whether the next one goes on where this one ends. */
    boolean goesOnIn(Piece next) {
        return !next.from.isAfter(until)
                && Math.min(next.fromM, next.untilM) <= Math.max(fromM, untilM) + SAME_PLACE_M
                && Math.max(next.fromM, next.untilM) >= Math.min(fromM, untilM) - SAME_PLACE_M;
    }

    /** Both as one; they are of the same feature, slot, quarter and way. */
    Piece with(Piece next) {
        double low = Math.min(Math.min(fromM, untilM), Math.min(next.fromM, next.untilM));
        double high = Math.max(Math.max(fromM, untilM), Math.max(next.fromM, next.untilM));
        boolean back = way() < 0;
        return new Piece(
                quarter,
                feature,
                period,
                slotFrom,
                from,
                next.until.isAfter(until) ? next.until : until,
                back ? high : low,
                back ? low : high,
                mock,
                revision);
    }
}
