package io.qipan.dispatch.searcharea.model;

import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Shape.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/**
 * Cells drawn as polygons: along their edges, then simplified by as many cells as it takes to have few corners.
 *
 * @param drawn on the plane
 * @param leftOut pieces that are too many
 * @param span of one piece its outer edge, simplified; of several what they span, those that are too many too
 */
record Outline(Plane plane, List<Polygon> drawn, int leftOut, Geometry span) {
    /** As many as an area in the contract may have. */
    private static final int MOST_CORNERS = 500;

    /** Pieces, and holes of all of them; each has four corners at least. */
    private static final int MOST_RINGS = 50;

    private static final double MOST_UNCERTAINTY_M = 100_000;
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    Outline {
        drawn = List.copyOf(drawn);
    }

    /**
     * @param cells rows and columns
     */
    static Outline of(Grid grid, List<int[]> cells) {
        List<Polygon> pieces = polygons(Loops.around(cells).stream()
                .map(loop -> GEOMETRY.createLinearRing(
                        loop.stream().map(at -> grid.corner(at[0], at[1])).toArray(Coordinate[]::new)))
                .toList());
        List<Polygon> largest = fewRings(pieces);
        Geometry simple = GEOMETRY.createMultiPolygon(largest.toArray(Polygon[]::new));
        double by = grid.scan().cellM();
        do {
            simple = TopologyPreservingSimplifier.simplify(simple, by);
            by *= 2;
        } while (corners(simple) > MOST_CORNERS && by < MOST_UNCERTAINTY_M);
        simple = corners(simple) > MOST_CORNERS ? simple.convexHull() : simple;
        List<Polygon> drawn = valid(simple);
        return new Outline(grid.scan().plane(), drawn, pieces.size() - largest.size(), span(pieces, drawn));
    }

    /** In WGS-84. */
    List<Polygon> polygons() {
        return drawn.stream().map(polygon -> (Polygon) onEarth(polygon)).toList();
    }

    /** One polygon: the piece without its holes, simplified, or what all pieces span. */
    Region whole() {
        Geometry onEarth = onEarth(span);
        Geometry sound = IsValidOp.isValid(onEarth) ? onEarth : onEarth.convexHull();
        Coordinate[] ring = sound.getCoordinates();
        return new Region(Arrays.stream(ring)
                .limit(ring.length - 1L)
                .<Datum>map(at -> new Datum.Wgs84(at.y, at.x))
                .toList());
    }

    private static Geometry span(List<Polygon> pieces, List<Polygon> drawn) {
        return pieces.size() == 1 && drawn.size() == 1
                ? GEOMETRY.createPolygon(drawn.getFirst().getExteriorRing().getCoordinates())
                : GEOMETRY.createMultiPolygon(pieces.toArray(Polygon[]::new)).convexHull();
    }

    /** How far another one reaches out of what {@link #whole} holds, in whole metres, as much as a location can say. */
    double beyondM(Outline other) {
        return other.drawn.stream()
                .flatMap(polygon -> Arrays.stream(polygon.getCoordinates()))
                .mapToDouble(corner -> Math.ceil(span.distance(GEOMETRY.createPoint(corner))))
                .map(far -> Math.min(far, MOST_UNCERTAINTY_M))
                .max()
                .orElse(0);
    }

    private Geometry onEarth(Geometry flat) {
        return moved(flat, at -> {
            Datum.Wgs84 point = plane.unproject(at);
            return new Coordinate(point.longitude(), point.latitude());
        });
    }

    private static Geometry moved(Geometry geometry, UnaryOperator<Coordinate> move) {
        Geometry copy = geometry.copy();
        copy.apply((CoordinateFilter) at -> at.setCoordinate(move.apply(at)));
        copy.geometryChanged();
        return copy;
    }

    /** Those that go round to the left are pieces, the others are holes of the smallest piece around them. */
    private static List<Polygon> polygons(List<LinearRing> rings) {
        List<Polygon> shells = new ArrayList<>();
        List<LinearRing> holes = new ArrayList<>();
        for (LinearRing ring : rings) {
            if (Orientation.isCCW(ring.getCoordinateSequence())) {
                shells.add(GEOMETRY.createPolygon(ring));
            } else {
                holes.add(ring);
            }
        }
        shells.sort(Comparator.comparingDouble(Polygon::getArea));
        List<List<LinearRing>> holesOf = new ArrayList<>();
        shells.forEach(_ -> holesOf.add(new ArrayList<>()));
        for (LinearRing hole : holes) {
            // The middle of an edge: a corner may touch the shell.
            Coordinate a = hole.getCoordinateN(0);
            Coordinate b = hole.getCoordinateN(1);
            Geometry inside = GEOMETRY.createPoint(new Coordinate((a.x + b.x) / 2, (a.y + b.y) / 2));
            for (int i = 0; i < shells.size(); i++) {
                if (shells.get(i).getEnvelopeInternal().covers(hole.getEnvelopeInternal())
                        && shells.get(i).contains(inside)) {
                    holesOf.get(i).add(hole);
                    break;
                }
            }
        }
        List<Polygon> pieces = new ArrayList<>();
        for (int i = 0; i < shells.size(); i++) {
            pieces.add(GEOMETRY.createPolygon(
                    shells.get(i).getExteriorRing(), holesOf.get(i).toArray(LinearRing[]::new)));
        }
        return pieces.reversed();
    }

    private static List<Polygon> fewRings(List<Polygon> pieces) {
        List<Polygon> largest = pieces.stream().limit(MOST_RINGS).toList();
        List<Double> holes = largest.stream()
                .flatMap(polygon -> holes(polygon).stream().map(Outline::area))
                .sorted(Comparator.reverseOrder())
                .toList();
        double least = holes.size() > MOST_RINGS ? holes.get(MOST_RINGS - 1) : 0;
        List<Polygon> few = new ArrayList<>();
        int left = MOST_RINGS;
        for (Polygon polygon : largest) {
            List<LinearRing> kept = holes(polygon).stream()
                    .filter(hole -> area(hole) >= least)
                    .limit(left)
                    .toList();
            left -= kept.size();
            few.add(GEOMETRY.createPolygon(polygon.getExteriorRing(), kept.toArray(LinearRing[]::new)));
        }
        return few;
    }

    private static List<LinearRing> holes(Polygon polygon) {
        List<LinearRing> holes = new ArrayList<>();
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            holes.add(polygon.getInteriorRingN(i));
        }
        return holes;
    }

    private static double area(LinearRing ring) {
        return GEOMETRY.createPolygon(ring).getArea();
    }

    private static int corners(Geometry geometry) {
        int rings = 0;
        for (Object polygon : PolygonExtracter.getPolygons(geometry)) {
            rings += 1 + ((Polygon) polygon).getNumInteriorRing();
        }
        return geometry.getNumPoints() - rings;
    }

    /** Rings that touch in a corner may cross when they are simplified. */
    private static List<Polygon> valid(Geometry simple) {
        Geometry sound = IsValidOp.isValid(simple) ? simple : simple.buffer(0);
        List<Polygon> polygons = new ArrayList<>();
        for (Object polygon : PolygonExtracter.getPolygons(sound)) {
            polygons.add((Polygon) polygon);
        }
        polygons.sort(Comparator.comparingDouble(Polygon::getArea).reversed());
        return polygons;
    }
}
