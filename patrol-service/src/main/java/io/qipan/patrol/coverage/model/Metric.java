package io.qipan.patrol.coverage.model;

import io.qipan.runtime.place.Ellipsoid;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/**
 * Metres east and north of a place, on the plane that touches the WGS-84 ellipsoid there. A kilometre away, at the latitudes of
 * China, it is wrong by less than a millimetre in a metre.
 */
record Metric(Coordinate origin, double metresPerDegreeEast, double metresPerDegreeNorth) {
    static Metric at(Coordinate origin) {
        return new Metric(
                origin,
                Math.toRadians(Ellipsoid.parallelRadius(origin.y)),
                Math.toRadians(Ellipsoid.meridianRadius(origin.y)));
    }

    double east(Coordinate place) {
        return (place.x - origin.x) * metresPerDegreeEast;
    }

    double north(Coordinate place) {
        return (place.y - origin.y) * metresPerDegreeNorth;
    }

    /** What is within this many metres of the envelope, and a little more. */
    static Envelope around(Envelope degrees, double metres) {
        Metric metric = at(
                new Coordinate(degrees.getMinX(), Math.max(Math.abs(degrees.getMinY()), Math.abs(degrees.getMaxY()))));
        Envelope wider = new Envelope(degrees);
        // Near a pole a metre is any number of degrees.
        wider.expandBy(
                Math.min(360, 1.01 * metres / Math.max(1, metric.metresPerDegreeEast)),
                1.01 * metres / metric.metresPerDegreeNorth);
        return wider;
    }
}
