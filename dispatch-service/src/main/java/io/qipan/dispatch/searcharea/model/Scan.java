package io.qipan.dispatch.searcharea.model;

import io.qipan.dispatch.searcharea.model.Extent.AlongLine;
import io.qipan.dispatch.searcharea.model.Extent.Circle;
import io.qipan.dispatch.searcharea.model.Extent.NearLandmark;
import io.qipan.dispatch.searcharea.model.Extent.Polygon;
import io.qipan.dispatch.searcharea.model.Extent.Reach;
import io.qipan.dispatch.searcharea.model.Extent.Sector;
import io.qipan.dispatch.searcharea.model.Runs.Run;
import io.qipan.runtime.place.Datum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * Finds the cells of a grid whose middle lies on some ground. Ground that is narrower than a cell is widened to one,
 * so that none falls between the cells.
 *
 * @param cellM the side of a cell
 * @param at when, for what grows
 * @param southmost row that is looked at
 * @param northmost row that is looked at
 */
record Scan(Plane plane, double cellM, Instant at, int southmost, int northmost) {
    /** A circle with half the diagonal of a cell, and a little more, holds the middle of at least one. */
    private static final double HALF_DIAGONAL = 0.71;

    private static final double WHOLE_CIRCLE = 360;

    Scan(Plane plane, double cellM, Instant at) {
        this(plane, cellM, at, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** The same, in the rows of others only. */
    Scan within(Runs others) {
        return new Scan(
                plane,
                cellM,
                at,
                others.runs().getFirst().row(),
                others.runs().getLast().row());
    }

    Runs of(Extent extent) {
        List<Run> found = new ArrayList<>();
        switch (extent) {
            case Circle(var centre, double radiusM) -> disc(plane.project(centre), radiusM, found);
            case Reach reach -> disc(plane.project(reach.lastSeen()), reach.radiusM(at), found);
            case Sector(var mast, double inner, double outer, double azimuth, double opening) ->
                band(mast, inner, outer, azimuth, opening, found);
            case NearLandmark(var landmark, double nearest, double furthest, var _) ->
                band(landmark, nearest, furthest, 0, WHOLE_CIRCLE, found);
            case AlongLine line -> along(line, found);
            case Polygon(var region) -> polygon(region.ring(), found);
        }
        if (found.isEmpty()) {
            Coordinate first = plane.project(extent.points().getFirst());
            int column = (int) Math.floor(first.x / cellM);
            found.add(new Run((int) Math.floor(first.y / cellM), column, column));
        }
        return Runs.merged(found);
    }

    private void disc(Coordinate centre, double radiusM, List<Run> found) {
        double radius = Math.max(radiusM, HALF_DIAGONAL * cellM);
        for (int row = firstRow(centre.y - radius); row <= lastRow(centre.y + radius); row++) {
            double half = half(radius, middle(row) - centre.y);
            add(row, centre.x - half, centre.x + half, found);
        }
    }

    /** Half of the chord of a circle, so far from its middle. */
    private static double half(double radius, double aside) {
        return Math.sqrt(Math.max(0, radius * radius - aside * aside));
    }

    private void band(Datum mast, double innerM, double outerM, double azimuth, double opening, List<Run> found) {
        double widen = Math.max(0, HALF_DIAGONAL * cellM - (outerM - innerM) / 2);
        double inner = Math.max(0, innerM - widen);
        double outer = outerM + widen;
        Wedge wedge = Wedge.of(Math.toRadians(azimuth) + plane.northAt(mast), Math.toRadians(opening));
        Coordinate centre = plane.project(mast);
        double open = Math.toRadians(opening);
        double thinUntil = open < Math.PI ? Math.min(outer, 2 * cellM / open) : 0;
        if (thinUntil > inner) {
            double to = Math.toRadians(azimuth) + plane.northAt(mast);
            stadium(
                    new Coordinate(centre.x + inner * Math.sin(to), centre.y + inner * Math.cos(to)),
                    new Coordinate(centre.x + thinUntil * Math.sin(to), centre.y + thinUntil * Math.cos(to)),
                    HALF_DIAGONAL * cellM,
                    found);
        }
        for (int row = firstRow(centre.y - outer); row <= lastRow(centre.y + outer); row++) {
            double north = middle(row) - centre.y;
            double far = half(outer, north);
            double near = half(inner, north);
            if (near == 0) {
                wedge.part(row, centre.x, north, -far, far, this, found);
            } else {
                wedge.part(row, centre.x, north, -far, -near, this, found);
                wedge.part(row, centre.x, north, near, far, this, found);
            }
        }
    }

    /**
     * The directions of a sector: what lies right of its one side and left of the other, or, of more than a half
     * circle, what does not lie between them.
     */
    private record Wedge(double[] rightOf, double[] leftOf, boolean between) {
        static Wedge of(double to, double opening) {
            boolean between = opening <= Math.PI;
            double middle = between ? to : to + Math.PI;
            double aside = (between ? opening : 2 * Math.PI - opening) / 2;
            return new Wedge(
                    new double[] {Math.cos(middle - aside), -Math.sin(middle - aside)},
                    new double[] {-Math.cos(middle + aside), Math.sin(middle + aside)},
                    between);
        }

        /** Adds what of a piece of a row has these directions; all but the row as seen from the mast. */
        void part(int row, double x, double north, double west, double east, Scan scan, List<Run> found) {
            double[] ends = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
            cut(rightOf, north, ends);
            cut(leftOf, north, ends);
            if (between) {
                scan.add(row, x + Math.max(west, ends[0]), x + Math.min(east, ends[1]), found);
            } else if (ends[0] >= ends[1]) {
                scan.add(row, x + west, x + east, found);
            } else {
                scan.add(row, x + west, x + Math.min(east, ends[0]), found);
                scan.add(row, x + Math.max(west, ends[1]), x + east, found);
            }
        }

        private static void cut(double[] side, double north, double[] ends) {
            double bound = -side[1] * north / side[0];
            if (side[0] > 0) {
                ends[0] = Math.max(ends[0], bound);
            } else if (side[0] < 0) {
                ends[1] = Math.min(ends[1], bound);
            } else if (side[1] * north < 0) {
                ends[0] = Double.POSITIVE_INFINITY;
                ends[1] = Double.NEGATIVE_INFINITY;
            }
        }
    }

    private void along(AlongLine line, List<Run> found) {
        double within = Math.max(line.withinM(), HALF_DIAGONAL * cellM);
        Coordinate before = plane.project(line.path().getFirst());
        disc(before, within, found);
        for (Datum point : line.path().subList(1, line.path().size())) {
            Coordinate next = plane.project(point);
            stadium(before, next, within, found);
            before = next;
        }
    }

    /** All within a distance of a straight line. It is convex, so there is one run in each row. */
    private void stadium(Coordinate a, Coordinate b, double within, List<Run> found) {
        double length = a.distance(b);
        double acrossX = length == 0 ? 0 : -(b.y - a.y) / length * within;
        double acrossY = length == 0 ? 0 : (b.x - a.x) / length * within;
        Coordinate[] box = {
            new Coordinate(a.x + acrossX, a.y + acrossY),
            new Coordinate(b.x + acrossX, b.y + acrossY),
            new Coordinate(b.x - acrossX, b.y - acrossY),
            new Coordinate(a.x - acrossX, a.y - acrossY)
        };
        int last = lastRow(Math.max(a.y, b.y) + within);
        for (int row = firstRow(Math.min(a.y, b.y) - within); row <= last; row++) {
            double y = middle(row);
            double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            for (Coordinate end : new Coordinate[] {a, b}) {
                double squared = within * within - Math.pow(y - end.y, 2);
                if (squared >= 0) {
                    stretch(ends, end.x - Math.sqrt(squared));
                    stretch(ends, end.x + Math.sqrt(squared));
                }
            }
            for (int i = 0; i < box.length; i++) {
                crossing(box[i], box[(i + 1) % box.length], y, ends);
            }
            add(row, ends[0], ends[1], found);
        }
    }

    private static void stretch(double[] ends, double x) {
        ends[0] = Math.min(ends[0], x);
        ends[1] = Math.max(ends[1], x);
    }

    private static void crossing(Coordinate from, Coordinate to, double y, double[] ends) {
        if (from.y <= y != to.y <= y) {
            stretch(ends, from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x));
        }
    }

    private void polygon(List<Datum> ring, List<Run> found) {
        Coordinate[] corners = ring.stream().map(plane::project).toArray(Coordinate[]::new);
        double south = Arrays.stream(corners).mapToDouble(c -> c.y).min().orElseThrow();
        double north = Arrays.stream(corners).mapToDouble(c -> c.y).max().orElseThrow();
        int first = firstRow(south);
        List<List<Double>> crossings = new ArrayList<>();
        for (int row = first; row <= lastRow(north); row++) {
            crossings.add(new ArrayList<>());
        }
        for (int i = 0; i < corners.length; i++) {
            Coordinate a = corners[i];
            Coordinate b = corners[(i + 1) % corners.length];
            for (int row = firstRow(Math.min(a.y, b.y)); row <= lastRow(Math.max(a.y, b.y)); row++) {
                double y = middle(row);
                if (a.y <= y != b.y <= y) {
                    crossings.get(row - first).add(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
                }
            }
        }
        if (isThin(corners)) {
            for (int i = 0; i < corners.length; i++) {
                stadium(corners[i], corners[(i + 1) % corners.length], HALF_DIAGONAL * cellM, found);
            }
        }
        for (int i = 0; i < crossings.size(); i++) {
            List<Double> sorted = crossings.get(i).stream().sorted().toList();
            for (int j = 0; j + 1 < sorted.size(); j += 2) {
                add(first + i, sorted.get(j), sorted.get(j + 1), found);
            }
        }
    }

    /** Narrower than a cell for the most part, as a river or a shore is. */
    private boolean isThin(Coordinate[] corners) {
        double twice = 0;
        double around = 0;
        for (int i = 0; i < corners.length; i++) {
            Coordinate a = corners[i];
            Coordinate b = corners[(i + 1) % corners.length];
            twice += a.x * b.y - b.x * a.y;
            around += a.distance(b);
        }
        return Math.abs(twice) < around * cellM;
    }

    private int firstRow(double metres) {
        return Math.max(southmost, firstAt(metres));
    }

    private int lastRow(double metres) {
        return Math.min(northmost, lastAt(metres));
    }

    private void add(int row, double west, double east, List<Run> found) {
        int first = firstAt(west);
        int last = lastAt(east);
        if (west <= east && first <= last) {
            found.add(new Run(row, first, last));
        }
    }

    private int firstAt(double metres) {
        return (int) Math.ceil(metres / cellM - 0.5);
    }

    private int lastAt(double metres) {
        return (int) Math.floor(metres / cellM - 0.5);
    }

    private double middle(int cell) {
        return (cell + 0.5) * cellM;
    }
}
