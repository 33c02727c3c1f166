package io.qipan.ecology.rule.model;

import static java.lang.Math.cos;
import static java.lang.Math.toRadians;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/**
 * Where an area lies, as far as it is drawn. Asked from many threads at once.
 *
 * <p>Distances are taken in a plane that is true to scale at the middle latitude: 2 % off a degree and a half north or south of
 * it, which is less than the borders that are drawn by hand are accurate to.
 */
public final class AreaShape {
    private static final double METRES_PER_DEGREE = toRadians(Distance.EARTH_RADIUS_M);

    private final Envelope box;
    private final Envelope bounds;
    private final double accuracyM;
    private final double shrink;
    private final Geometry plane;
    private final IndexedPointInAreaLocator locator;
    private final IndexedFacetDistance border;

    /**
     * @param degrees polygons in WGS-84 degrees, longitude first; valid
     * @param accuracyM how far the true border may be from the drawn one
     */
    public AreaShape(Geometry degrees, double accuracyM) {
        this.box = degrees.getEnvelopeInternal();
        this.bounds = Box.widened(box, accuracyM);
        this.accuracyM = accuracyM;
        this.shrink = cos(toRadians((box.getMinY() + box.getMaxY()) / 2));
        this.plane = degrees.copy();
        plane.apply((CoordinateFilter) this::flatten);
        plane.geometryChanged();
        this.locator = new IndexedPointInAreaLocator(plane);
        this.border = new IndexedFacetDistance(plane.getBoundary());
    }

    private void flatten(Coordinate at) {
        at.x *= METRES_PER_DEGREE * shrink;
        at.y *= METRES_PER_DEGREE;
    }

    /** What may belong to it lies in this box of degrees. */
    Envelope bounds() {
        return bounds;
    }

    /** Whether their boxes touch. */
    public boolean meets(AreaShape other) {
        return bounds().intersects(other.bounds());
    }

    double accuracyM() {
        return accuracyM;
    }

    /** Whether what happened around the point happened in the area: for certain, perhaps, or not. */
    Truth has(Wgs84 point, double uncertaintyM) {
        if (!bounds.intersects(Box.around(point, uncertaintyM))) {
            return Truth.NO;
        }
        Coordinate at = new Coordinate(point.longitude(), point.latitude());
        flatten(at);
        boolean inside = locator.locate(at) != Location.EXTERIOR;
        double doubt = uncertaintyM + accuracyM;
        if (doubt > 0 && nearBorder(at, doubt)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(inside);
    }

    private boolean nearBorder(Coordinate at, double metres) {
        Point point = plane.getFactory().createPoint(at);
        return border.isWithinDistance(point, metres);
    }
}
