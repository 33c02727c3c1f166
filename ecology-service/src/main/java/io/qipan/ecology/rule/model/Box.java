package io.qipan.ecology.rule.model;

import static java.lang.Math.cos;
import static java.lang.Math.max;
import static java.lang.Math.toRadians;

import io.qipan.runtime.place.Datum.Wgs84;
import java.util.Collection;
import org.locationtech.jts.geom.Envelope;

/** Boxes of degrees, longitude first, for telling quickly what lies elsewhere. */
final class Box {
    /** The least there is, at the poles of the ellipsoid's equatorial plane; boxes may be too large, never too small. */
    private static final double METRES_PER_DEGREE = 110_500;

    private Box() {}

    static Envelope around(Collection<Wgs84> points, double metres) {
        Envelope box = new Envelope();
        points.forEach(point -> box.expandToInclude(point.longitude(), point.latitude()));
        return widened(box, metres);
    }

    static Envelope around(Wgs84 point, double metres) {
        return widened(new Envelope(point.longitude(), point.longitude(), point.latitude(), point.latitude()), metres);
    }

    /** A copy that is wider by so much on each side. */
    static Envelope widened(Envelope box, double metres) {
        double north = metres / METRES_PER_DEGREE;
        double outermost = max(Math.abs(box.getMinY()), Math.abs(box.getMaxY())) + north;
        Envelope wider = new Envelope(box);
        wider.expandBy(north / max(0.01, cos(toRadians(outermost))), north);
        return wider;
    }
}
