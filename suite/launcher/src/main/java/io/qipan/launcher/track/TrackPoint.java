package io.qipan.launcher.track;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A point of a file.
 *
 * @param number its line, or its place among the points where lines mean nothing; from 1
 * @param id whom it is of, as the file says; empty if the file is of one only
 * @param speedMps metres per second
 * @param courseDeg clockwise from north
 * @param altitudeM metres
 * @param accuracyM metres
 */
record TrackPoint(
        long number,
        String id,
        double latitude,
        double longitude,
        Instant at,
        OptionalDouble speedMps,
        OptionalDouble courseDeg,
        OptionalDouble altitudeM,
        OptionalDouble accuracyM) {

    static TrackPoint of(long number, double latitude, double longitude, Instant at, OptionalDouble altitudeM) {
        OptionalDouble untold = OptionalDouble.empty();
        return new TrackPoint(number, "", latitude, longitude, at, untold, untold, altitudeM, untold);
    }
}
