package io.qipan.ecology.chief.model;

import io.qipan.ecology.chief.model.Borders.Stretch;
import io.qipan.ecology.chief.model.Gap.Fault;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Ground;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Finds the holes and overlaps of one layer at one time. */
final class GapSearch {
    private final Borders borders;
    private final Layer layer;
    private final Instant at;
    private final List<Stretch> tiles;
    private final STRtree tree = new STRtree();
    private final List<Gap> gaps = new ArrayList<>();

    GapSearch(Borders borders, Layer layer, Instant at) {
        this.borders = borders;
        this.layer = layer;
        this.at = at;
        tiles = borders.of(layer, at);
        tiles.forEach(tile -> tree.insert(tile.ground().getEnvelopeInternal(), tile));
    }

    List<Gap> gaps() {
        tiles.forEach(this::overlaps);
        parents().forEach(this::holes);
        gaps.sort(Comparator.comparingDouble(Gap::areaM2)
                .reversed()
                .thenComparing(Gap::jurisdiction)
                .thenComparing(gap -> gap.other().orElse("")));
        return List.copyOf(gaps);
    }

    /** Of the next level above that has any. */
    private List<Stretch> parents() {
        for (int i = layer.level().ordinal() - 1; i >= 0; i--) {
            List<Stretch> above = borders.of(new Layer(layer.kind(), Level.values()[i]), at);
            if (!above.isEmpty()) {
                return above;
            }
        }
        return List.of();
    }

    @SuppressWarnings("unchecked")
    private List<Stretch> near(Geometry ground) {
        return tree.query(ground.getEnvelopeInternal());
    }

    private void overlaps(Stretch tile) {
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(tile.ground());
        for (Stretch other : near(tile.ground())) {
            // Each pair once.
            if (tile.name().compareTo(other.name()) < 0 && prepared.intersects(other.ground())) {
                List<Polygon> shared =
                        Ground.pieces(OverlayNGRobust.overlay(tile.ground(), other.ground(), OverlayNG.INTERSECTION));
                if (!shared.isEmpty()) {
                    gaps.add(Gap.piece(
                            Fault.OVERLAP,
                            tile.name(),
                            Optional.of(other.name()),
                            within(shared.getFirst()),
                            Ground.area(shared)));
                }
            }
        }
    }

    private void holes(Stretch parent) {
        List<Geometry> children =
                near(parent.ground()).stream().map(Stretch::ground).toList();
        Geometry rest = children.isEmpty()
                ? parent.ground()
                : OverlayNGRobust.overlay(parent.ground(), OverlayNGRobust.union(children), OverlayNG.DIFFERENCE);
        for (Polygon piece : Ground.pieces(rest)) {
            gaps.add(Gap.piece(Fault.HOLE, parent.name(), Optional.empty(), within(piece), Ground.area(piece)));
        }
    }

    static Wgs84 within(Geometry area) {
        Coordinate point = area.getInteriorPoint().getCoordinate();
        return Ground.point(point);
    }
}
