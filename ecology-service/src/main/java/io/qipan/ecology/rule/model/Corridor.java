package io.qipan.ecology.rule.model;

import static java.lang.Math.clamp;
import static java.lang.Math.cos;
import static java.lang.Math.hypot;
import static java.lang.Math.toRadians;

import io.qipan.runtime.place.Datum.Wgs84;
import java.util.List;
import org.locationtech.jts.geom.Envelope;

/** A coarse place of a water: a line drawn by hand and so many metres to each side of it. */
public final class Corridor {
    /** On a sphere of the mean radius, IUGG. */
    private static final double METRES_PER_DEGREE = toRadians(6_371_008.8);

    private final List<Wgs84> line;
    private final double halfWidthM;
    private final double accuracyM;
    private final Envelope bounds;

    /**
     * @param line at least two points
     * @param accuracyM how far the true middle of the water may be from the line
     */
    public Corridor(List<Wgs84> line, double halfWidthM, double accuracyM) {
        this.line = List.copyOf(line);
        this.halfWidthM = halfWidthM;
        this.accuracyM = accuracyM;
        if (line.size() < 2) {
            throw new IllegalArgumentException("A corridor needs a line of at least two points");
        }
        this.bounds = Box.around(this.line, halfWidthM + accuracyM);
    }

    public List<Wgs84> line() {
        return line;
    }

    public double halfWidthM() {
        return halfWidthM;
    }

    public double accuracyM() {
        return accuracyM;
    }

    /** What may belong to it lies in this box of degrees. */
    Envelope bounds() {
        return bounds;
    }

    /** Metres from the point to the nearest place on the line. */
    public double distanceM(Wgs84 point) {
        double nearest = Double.MAX_VALUE;
        for (int i = 1; i < line.size(); i++) {
            nearest = Math.min(nearest, toSegment(point, line.get(i - 1), line.get(i)));
        }
        return nearest;
    }

    /** In a plane that touches Earth at the point: exact enough near by, which is where a border can be. */
    private static double toSegment(Wgs84 point, Wgs84 from, Wgs84 to) {
        double x = east(point, from);
        double y = north(point, from);
        double dx = east(point, to) - x;
        double dy = north(point, to) - y;
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : clamp(-(x * dx + y * dy) / length, 0.0, 1.0);
        return hypot(x + along * dx, y + along * dy);
    }

    private static double east(Wgs84 origin, Wgs84 point) {
        double degrees = point.longitude() - origin.longitude();
        double theShortWay = degrees - 360 * Math.rint(degrees / 360);
        return theShortWay * METRES_PER_DEGREE * cos(toRadians(origin.latitude()));
    }

    private static double north(Wgs84 origin, Wgs84 point) {
        return (point.latitude() - origin.latitude()) * METRES_PER_DEGREE;
    }
}
