package io.qipan.dispatch.gazetteer.model;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import io.qipan.runtime.place.Ground;
import java.util.Arrays;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;

/** One point for a place, and the metres around it that hold all of the place. */
record Spot(Wgs84 point, double radiusM) {

    static Optional<Spot> of(Place place) {
        return place.geometry().map(geometry -> around(geometry, place.uncertaintyM()));
    }

    private static Spot around(Geometry geometry, double uncertaintyM) {
        Wgs84 middle = Ground.point(geometry.getInteriorPoint().getCoordinate());
        double reach = Arrays.stream(geometry.getCoordinates())
                .mapToDouble(at -> Distance.metres(middle, Ground.point(at)))
                .max()
                .orElse(0);
        return new Spot(middle, reach + uncertaintyM);
    }

    /** Where the posts of a road show a kilometre; empty if they do not reach so far, or it has no line or posts. */
    static Optional<Spot> atKilometre(Place road, double kilometre) {
        if (road.posts().isEmpty() || !(road.geometry().orElse(null) instanceof LineString line)) {
            return Optional.empty();
        }
        double share = (kilometre - road.posts().get().from())
                / (road.posts().get().to() - road.posts().get().from());
        return share >= 0 && share <= 1
                ? Optional.of(new Spot(along(line, share * Ground.length(line)), road.uncertaintyM()))
                : Optional.empty();
    }

    private static Wgs84 along(LineString line, double metres) {
        Coordinate[] path = line.getCoordinates();
        double left = metres;
        for (int i = 1; i < path.length; i++) {
            double leg = Distance.metres(Ground.point(path[i - 1]), Ground.point(path[i]));
            if (left <= leg && leg > 0) {
                double share = left / leg;
                return new Wgs84(
                        path[i - 1].y + share * (path[i].y - path[i - 1].y),
                        path[i - 1].x + share * (path[i].x - path[i - 1].x));
            }
            left -= leg;
        }
        return Ground.point(path[path.length - 1]);
    }
}
