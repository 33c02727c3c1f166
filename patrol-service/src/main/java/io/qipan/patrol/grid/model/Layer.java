package io.qipan.patrol.grid.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.index.strtree.STRtree;

/** The areas of one kind, ready to be asked from many threads. */
final class Layer {
    private static final double CRACK_M = 1;
    /** A little more than a metre's width of longitude up to a latitude of 80 degrees. */
    private static final double CRACK_DEGREES = 1e-4;

    private static final GeometryFactory POINTS = new GeometryFactory();

    private record Tile(GridFeature feature, IndexedPointInAreaLocator inside) {

        boolean has(Coordinate point) {
            // Exact: the side of an edge is computed with as many digits as it takes.
            return inside.locate(point) != Location.EXTERIOR;
        }
    }

    private final STRtree tree = new STRtree();

    Layer(List<GridFeature> areas) {
        for (GridFeature area : areas) {
            IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(area.geometry());
            // Builds its index now, not in the first request.
            int ignored = inside.locate(area.geometry().getCoordinate());
            tree.insert(area.geometry().getEnvelopeInternal(), new Tile(area, inside));
        }
        tree.build();
    }

    /** All areas that have the point, borders included, by code. */
    List<GridFeature> at(Coordinate point) {
        List<GridFeature> found = new ArrayList<>(2);
        for (Tile tile : near(new Envelope(point))) {
            if (tile.has(point)) {
                found.add(tile.feature());
            }
        }
        found.sort(Comparator.comparing(GridFeature::code));
        return found;
    }

    /** The child of this parent that the point belongs to: one that has it, or else the nearest across a crack. */
    Optional<GridFeature> childAt(Coordinate point, GridFeature parent) {
        return at(point).stream()
                .filter(area -> isChild(area, parent))
                .findFirst()
                .or(() -> acrossCrack(point, parent));
    }

    private static boolean isChild(GridFeature area, GridFeature parent) {
        return area.parent().filter(parent.code()::equals).isPresent();
    }

    private Optional<GridFeature> acrossCrack(Coordinate coordinate, GridFeature parent) {
        Envelope around = new Envelope(coordinate);
        around.expandBy(CRACK_DEGREES);
        Point point = POINTS.createPoint(coordinate);
        record Near(GridFeature feature, double metres) {}
        return near(around).stream()
                .filter(tile -> isChild(tile.feature(), parent))
                .map(tile -> new Near(
                        tile.feature(), Distances.metres(point, tile.feature().geometry())))
                .filter(near -> near.metres() < CRACK_M)
                .min(Comparator.comparingDouble(Near::metres)
                        .thenComparing(near -> near.feature().code()))
                .map(Near::feature);
    }

    @SuppressWarnings("unchecked")
    private List<Tile> near(Envelope around) {
        return tree.query(around);
    }
}
