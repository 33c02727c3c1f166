package io.qipan.dispatch.gazetteer.model;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import io.qipan.runtime.place.Ground;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.distance.DistanceOp;

/** Where two roads meet. */
final class Junctions {
    /** Lines of two roads that are drawn up to a carriageway apart meet nevertheless. */
    private static final double GAP_M = 40;
    /** Roads that run into each other for a while meet in many points; nobody reads more. */
    private static final int MOST = 5;

    private Junctions() {}

    static List<Wgs84> of(Geometry one, Geometry other) {
        List<Wgs84> met = Arrays.stream(one.intersection(other).getCoordinates())
                .map(Ground::point)
                .limit(MOST)
                .toList();
        if (!met.isEmpty()) {
            return met;
        }
        Coordinate[] nearest = DistanceOp.nearestPoints(one, other);
        Wgs84 here = Ground.point(nearest[0]);
        return Distance.metres(here, Ground.point(nearest[1])) <= GAP_M ? List.of(here) : List.of();
    }
}
