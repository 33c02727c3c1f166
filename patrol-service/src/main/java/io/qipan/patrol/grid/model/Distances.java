package io.qipan.patrol.grid.model;

import io.qipan.runtime.place.Distance;
import io.qipan.runtime.place.Ground;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.distance.DistanceOp;

/** Distances between geometries in WGS-84. */
final class Distances {

    private Distances() {}

    /**
     * Metres from one geometry to another; 0 if they touch. The nearest points are sought in degrees, so that on far
     * geometries another pair may be a little nearer.
     */
    static double metres(Geometry from, Geometry to) {
        Coordinate[] nearest = DistanceOp.nearestPoints(from, to);
        return Distance.metres(Ground.point(nearest[0]), Ground.point(nearest[1]));
    }
}
