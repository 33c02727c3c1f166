package io.qipan.patrol.coverage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.index.strtree.STRtree;

/** An area with its border. In degrees: what is inside does not depend on the scale of the axes. */
final class AreaTarget implements Target {
    private final Envelope envelope;
    private final IndexedPointInAreaLocator inside;
    private final STRtree edges = new STRtree();

    AreaTarget(Geometry area) {
        envelope = area.getEnvelopeInternal();
        inside = new IndexedPointInAreaLocator(area);
        // Builds its index now, not when several threads ask.
        int ignored = inside.locate(area.getCoordinate());
        for (Object ring : LinearComponentExtracter.getLines(area)) {
            Coordinate[] corners = ((LineString) ring).getCoordinates();
            for (int i = 1; i < corners.length; i++) {
                edges.insert(new Envelope(corners[i - 1], corners[i]), new LineSegment(corners[i - 1], corners[i]));
            }
        }
        edges.build();
    }

    @Override
    public Envelope reach() {
        return envelope;
    }

    @Override
    public List<Stretch> stretches(Leg leg) {
        if (leg.stands()) {
            return has(leg.start()) ? List.of(Stretch.all()) : List.of();
        }
        List<Stretch> stretches = new ArrayList<>(1);
        double from = 0;
        double until = 0;
        double at = 0;
        for (double cut : cuts(leg)) {
            if (cut > at) {
                boolean isIn = has(place(leg, (at + cut) / 2));
                if (isIn) {
                    from = until == at && until > from ? from : at;
                    until = cut;
                } else if (until > from) {
                    stretches.add(Stretch.within(from, until));
                    from = 0;
                    until = 0;
                }
                at = cut;
            }
        }
        if (until > from) {
            stretches.add(Stretch.within(from, until));
        }
        return stretches;
    }

    private boolean has(Coordinate place) {
        return inside.locate(place) != Location.EXTERIOR;
    }

    private static Coordinate place(Leg leg, double fraction) {
        return new Coordinate(
                leg.start().x + (leg.end().x - leg.start().x) * fraction,
                leg.start().y + (leg.end().y - leg.start().y) * fraction);
    }

    /** Where it meets an edge, and its end. */
    @SuppressWarnings("unchecked")
    private SortedSet<Double> cuts(Leg leg) {
        SortedSet<Double> cuts = new TreeSet<>();
        for (LineSegment edge : (List<LineSegment>) edges.query(leg.envelope())) {
            cut(leg, edge, cuts);
        }
        cuts.add(1.0);
        return cuts;
    }

    private static void cut(Leg leg, LineSegment edge, SortedSet<Double> cuts) {
        double dx = leg.end().x - leg.start().x;
        double dy = leg.end().y - leg.start().y;
        double ex = edge.p1.x - edge.p0.x;
        double ey = edge.p1.y - edge.p0.y;
        double cross = dx * ey - dy * ex;
        double px = edge.p0.x - leg.start().x;
        double py = edge.p0.y - leg.start().y;
        if (cross != 0) {
            addIfOnLeg((px * ey - py * ex) / cross, cuts);
        } else {
            // Side by side: if it is the same line, the leg goes along the border between the ends of the edge.
            double square = dx * dx + dy * dy;
            addIfOnLeg((px * dx + py * dy) / square, cuts);
            addIfOnLeg(((px + ex) * dx + (py + ey) * dy) / square, cuts);
        }
    }

    /** A cut too many, beyond the end of an edge, does no harm: both sides of it are looked at. */
    private static void addIfOnLeg(double fraction, SortedSet<Double> cuts) {
        if (fraction > 0 && fraction < 1) {
            cuts.add(fraction);
        }
    }
}
