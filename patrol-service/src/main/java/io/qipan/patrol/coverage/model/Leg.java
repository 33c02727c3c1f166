package io.qipan.patrol.coverage.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/**
 * The way from one fix to the next, straight and at an even speed.
 *
 * @param start longitude and latitude in WGS-84
 * @param mock one of the two fixes was made up by an app
 */
public record Leg(Instant from, Instant until, Coordinate start, Coordinate end, boolean mock) {

    /** When this fraction of it was gone, to the microsecond. */
    public Instant at(double fraction) {
        return from.plus(Math.round(ChronoUnit.MICROS.between(from, until) * fraction), ChronoUnit.MICROS);
    }

    /** Where it was at a time between, as a fraction. */
    double fraction(Instant time) {
        return (double) ChronoUnit.MICROS.between(from, time) / ChronoUnit.MICROS.between(from, until);
    }

    Envelope envelope() {
        return new Envelope(start, end);
    }

    boolean stands() {
        return start.x == end.x && start.y == end.y;
    }
}
