package io.qipan.patrol.coverage.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.index.strtree.STRtree;

/** A line with a corridor. Each of its parts is measured on a plane of its own, so that long lines are as exact as short ones. */
final class LineTarget implements Target {
    private static final Comparator<Stretch> IN_ORDER = Comparator.comparingDouble(Stretch::from)
            .thenComparingDouble(Stretch::until)
            .thenComparingDouble(Stretch::fromM);

    private final Envelope envelope;
    private final double length;
    private final STRtree parts = new STRtree();

    /**
     * A straight part of the line.
     *
     * @param east of one metre along it
     * @param startM metres along the whole line where it begins
     */
    private record Part(Metric metric, double east, double north, double lengthM, double startM) {

        static Part between(Coordinate from, Coordinate to, double startM) {
            Metric metric = Metric.at(new Coordinate(from.x, (from.y + to.y) / 2));
            Metric atStart = new Metric(from, metric.metresPerDegreeEast(), metric.metresPerDegreeNorth());
            double lengthM = Math.hypot(atStart.east(to), atStart.north(to));
            return new Part(atStart, atStart.east(to) / lengthM, atStart.north(to) / lengthM, lengthM, startM);
        }

        double along(Coordinate place) {
            return metric.east(place) * east + metric.north(place) * north;
        }

        double aside(Coordinate place) {
            return metric.east(place) * north - metric.north(place) * east;
        }

        /** Adds the part of the leg that runs abreast of it. */
        void addTo(List<Stretch> stretches, Leg leg) {
            double a0 = along(leg.start());
            double a1 = along(leg.end());
            double b0 = aside(leg.start());
            double b1 = aside(leg.end());
            double from = Math.max(enters(a0, a1, 0, lengthM), enters(b0, b1, -NEAR_M, NEAR_M));
            double until = Math.min(leaves(a0, a1, 0, lengthM), leaves(b0, b1, -NEAR_M, NEAR_M));
            if (from <= until) {
                stretches.add(new Stretch(from, until, metre(a0 + (a1 - a0) * from), metre(a0 + (a1 - a0) * until)));
            }
        }

        private double metre(double along) {
            return startM + Math.clamp(along, 0, lengthM);
        }

        /** The fraction at which what goes evenly from one value to another comes between two limits; 2 if it never does. */
        private static double enters(double at, double to, double low, double high) {
            if (at >= low && at <= high) {
                return 0;
            }
            double limit = at < low ? low : high;
            double fraction = to == at ? 2 : (limit - at) / (to - at);
            return fraction >= 0 ? fraction : 2;
        }

        /** The fraction at which it has left them. */
        private static double leaves(double at, double to, double low, double high) {
            if (to >= low && to <= high) {
                return 1;
            }
            double limit = to < low ? low : high;
            return to == at ? -1 : (limit - at) / (to - at);
        }
    }

    LineTarget(Geometry line) {
        double metres = 0;
        for (Object one : LinearComponentExtracter.getLines(line)) {
            Coordinate[] corners = ((LineString) one).getCoordinates();
            for (int i = 1; i < corners.length; i++) {
                if (!corners[i - 1].equals2D(corners[i])) {
                    Part part = Part.between(corners[i - 1], corners[i], metres);
                    parts.insert(Metric.around(new Envelope(corners[i - 1], corners[i]), NEAR_M), part);
                    metres += part.lengthM();
                }
            }
        }
        parts.build();
        length = metres;
        envelope = Metric.around(line.getEnvelopeInternal(), NEAR_M);
    }

    @Override
    public Envelope reach() {
        return envelope;
    }

    @Override
    public double length() {
        return length;
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Stretch> stretches(Leg leg) {
        List<Stretch> stretches = new ArrayList<>();
        for (Part part : (List<Part>) parts.query(leg.envelope())) {
            part.addTo(stretches, leg);
        }
        stretches.sort(IN_ORDER);
        return stretches;
    }
}
