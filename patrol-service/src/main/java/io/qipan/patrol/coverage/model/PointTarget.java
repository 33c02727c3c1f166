package io.qipan.patrol.coverage.model;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** A place that is passed within {@link #NEAR_M}. */
record PointTarget(Coordinate place, Metric metric) implements Target {

    PointTarget(Coordinate place) {
        this(place, Metric.at(place));
    }

    @Override
    public Envelope reach() {
        return Metric.around(new Envelope(place), NEAR_M);
    }

    @Override
    public List<Stretch> stretches(Leg leg) {
        double x = metric.east(leg.start());
        double y = metric.north(leg.start());
        double dx = metric.east(leg.end()) - x;
        double dy = metric.north(leg.end()) - y;
        // |(x, y) + t (dx, dy)|² = r², as a t² + 2 b t + c = 0
        double a = dx * dx + dy * dy;
        double b = x * dx + y * dy;
        double c = x * x + y * y - NEAR_M * NEAR_M;
        if (a == 0) {
            return c <= 0 ? List.of(Stretch.all()) : List.of();
        }
        double discriminant = b * b - a * c;
        if (discriminant < 0) {
            return List.of();
        }
        double root = Math.sqrt(discriminant);
        double from = Math.max(0, (-b - root) / a);
        double until = Math.min(1, (-b + root) / a);
        return from <= until ? List.of(Stretch.within(from, until)) : List.of();
    }
}
