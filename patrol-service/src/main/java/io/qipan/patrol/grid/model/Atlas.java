package io.qipan.patrol.grid.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;

/** One revision of the grid, ready to tell what a point lies in. Takes microseconds, from any number of threads. */
public final class Atlas {

    /**
     * What a point lies in; see {@code qipan.patrol.v1.GridService.LocatePoint} for the rules at borders.
     *
     * @param mustPatrolAreas by code
     * @param waters by code; those that are areas
     */
    public record Located(
            long revision,
            Optional<GridFeature> city,
            Optional<GridFeature> zone,
            Optional<GridFeature> cell,
            List<GridFeature> mustPatrolAreas,
            List<GridFeature> waters) {}

    private final Grid grid;
    private final long revision;
    private final Layer cities;
    private final Layer zones;
    private final Layer cells;
    private final Layer mustPatrolAreas;
    private final Layer waters;

    private Atlas(Grid grid) {
        this.grid = grid;
        revision = grid.revision();
        cities = new Layer(grid.ofKind(FeatureKind.CITY));
        zones = new Layer(grid.ofKind(FeatureKind.ZONE));
        cells = new Layer(grid.ofKind(FeatureKind.CELL));
        mustPatrolAreas = new Layer(grid.ofKind(FeatureKind.MUST_PATROL_AREA));
        waters = new Layer(grid.ofKind(FeatureKind.WATER));
    }

    public static Atlas of(Grid grid) {
        return new Atlas(grid);
    }

    public long revision() {
        return revision;
    }

    public Optional<GridFeature> find(String name) {
        return grid.find(name);
    }

    /** Some point that is well inside of an area, or on a line. */
    public static Wgs84 pointIn(GridFeature feature) {
        Coordinate point = feature.geometry().getInteriorPoint().getCoordinate();
        return new Wgs84(point.y, point.x);
    }

    public Located locate(Wgs84 place) {
        Coordinate point = new Coordinate(place.longitude(), place.latitude());
        Optional<GridFeature> city = cities.at(point).stream().findFirst();
        Optional<GridFeature> zone = city.flatMap(found -> zones.childAt(point, found));
        Optional<GridFeature> cell = zone.flatMap(found -> cells.childAt(point, found));
        return new Located(revision, city, zone, cell, mustPatrolAreas.at(point), waters.at(point));
    }
}
