package io.qipan.patrol.grid.model;

import io.qipan.runtime.place.MapDatum;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Draws small grids of invented squares. Units are thousandths of a degree from 106.8 E, 39.6 N: 86 m east, 111 m north. */
public final class Sketch {
    private static final double EAST = 106.8;
    private static final double NORTH = 39.6;
    private static final double UNIT = 0.001;

    private final MapDatum datum;
    private final List<Draft> drafts = new ArrayList<>();
    private final Set<FeatureKind> kinds = EnumSet.noneOf(FeatureKind.class);
    private final Envelope drawn = new Envelope();

    private Sketch(MapDatum datum) {
        this.datum = datum;
    }

    public static Sketch in(MapDatum datum) {
        return new Sketch(datum);
    }

    public static Sketch sketch() {
        return in(MapDatum.WGS84);
    }

    /** A city of 40 by 40 with two zones, west and east. */
    public static Sketch city() {
        return sketch().square(FeatureKind.CITY, "C", "", 0, 0, 40, 40).zones();
    }

    public Sketch zones() {
        return square(FeatureKind.ZONE, "W", "C", 0, 0, 20, 40).square(FeatureKind.ZONE, "E", "C", 20, 0, 40, 40);
    }

    public static Coordinate at(double x, double y) {
        return new Coordinate(EAST + x * UNIT, NORTH + y * UNIT);
    }

    public static Geometry rectangle(double x1, double y1, double x2, double y2) {
        return new GeometryFactory()
                .createPolygon(new Coordinate[] {at(x1, y1), at(x2, y1), at(x2, y2), at(x1, y2), at(x1, y1)});
    }

    public Sketch square(FeatureKind kind, String code, String parent, double x1, double y1, double x2, double y2) {
        return draw(kind, code, parent, rectangle(x1, y1, x2, y2));
    }

    /** Well-known text in units. */
    public Sketch shape(FeatureKind kind, String code, String parent, String text) {
        return draw(kind, code, parent, geometry(text));
    }

    public static Geometry geometry(String text) {
        try {
            Geometry geometry = new WKTReader().read(text);
            geometry.apply((org.locationtech.jts.geom.CoordinateFilter)
                    corner -> corner.setCoordinate(at(corner.x, corner.y)));
            geometry.geometryChanged();
            return geometry;
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * @param drawing in the datum of the sketch, in degrees
     */
    public Sketch draw(FeatureKind kind, String code, String parent, Geometry drawing) {
        kinds.add(kind);
        drawn.expandToInclude(drawing.getEnvelopeInternal());
        GridFeature feature = new GridFeature(
                kind,
                code,
                code,
                code,
                parent.isEmpty() ? Optional.empty() : Optional.of(parent),
                datum.toWgs84(drawing),
                datum,
                Optional.empty(),
                List.of(),
                0);
        drafts.add(new Draft(drafts.size(), feature, drawing));
        return this;
    }

    /** As a document about nothing but what is drawn. */
    public Reading reading() {
        return new Reading(datum, kinds, drafts, Set.of(), drawn, List.of());
    }

    /** As a grid that somebody has imported. */
    public Grid grid() {
        return Grid.of(1, drafts.stream().map(Draft::feature).toList());
    }

    public Inspection inspect() {
        return inspectAfter(Grid.empty());
    }

    public Inspection inspectAfter(Grid present) {
        return Inspection.of(present, reading());
    }
}
