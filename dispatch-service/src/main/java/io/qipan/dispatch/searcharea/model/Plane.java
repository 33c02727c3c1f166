package io.qipan.dispatch.searcharea.model;

import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import java.util.Collection;
import org.locationtech.jts.geom.Coordinate;

/**
 * Metres east and north of a point: the azimuthal equidistant projection of the sphere (Snyder, Map Projections, USGS
 * 1987, equations 25-1 to 25-4). 250 km away lengths across are 0.03 % too long, areas as much too large.
 */
final class Plane {
    private static final double A_LITTLE_NORTH = 1e-4;

    private final double latitude;
    private final double longitude;

    Plane(Wgs84 middle) {
        this.latitude = Math.toRadians(middle.latitude());
        this.longitude = Math.toRadians(middle.longitude());
    }

    /** Around the middle of the points, in whatever order they come. */
    static Plane around(Collection<? extends Datum> points) {
        double south = 90;
        double north = -90;
        double west = 180;
        double east = -180;
        for (Datum point : points) {
            Wgs84 at = point.toWgs84();
            south = Math.min(south, at.latitude());
            north = Math.max(north, at.latitude());
            west = Math.min(west, at.longitude());
            east = Math.max(east, at.longitude());
        }
        return new Plane(new Wgs84((south + north) / 2, (west + east) / 2));
    }

    Wgs84 middle() {
        return new Wgs84(Math.toDegrees(latitude), Math.toDegrees(longitude));
    }

    Coordinate project(Datum point) {
        Wgs84 at = point.toWgs84();
        double phi = Math.toRadians(at.latitude());
        double lambda = Math.toRadians(at.longitude()) - longitude;
        double x = Math.cos(phi) * Math.sin(lambda);
        double y = Math.cos(latitude) * Math.sin(phi) - Math.sin(latitude) * Math.cos(phi) * Math.cos(lambda);
        double cosine = Math.sin(latitude) * Math.sin(phi) + Math.cos(latitude) * Math.cos(phi) * Math.cos(lambda);
        double sine = Math.hypot(x, y);
        double stretch = sine == 0 ? 1 : Math.atan2(sine, cosine) / sine;
        return new Coordinate(Distance.EARTH_RADIUS_M * stretch * x, Distance.EARTH_RADIUS_M * stretch * y);
    }

    Wgs84 unproject(Coordinate at) {
        double far = Math.hypot(at.x, at.y);
        if (far == 0) {
            return middle();
        }
        double angle = far / Distance.EARTH_RADIUS_M;
        double phi =
                Math.asin(Math.cos(angle) * Math.sin(latitude) + at.y * Math.sin(angle) * Math.cos(latitude) / far);
        double lambda = longitude
                + Math.atan2(
                        at.x * Math.sin(angle),
                        far * Math.cos(latitude) * Math.cos(angle) - at.y * Math.sin(latitude) * Math.sin(angle));
        return new Wgs84(Math.toDegrees(phi), Math.IEEEremainder(Math.toDegrees(lambda), 360));
    }

    /** By how much north is turned from the y axis at a point, clockwise, in radians. */
    double northAt(Datum point) {
        Wgs84 at = point.toWgs84();
        double step = at.latitude() + A_LITTLE_NORTH > 90 ? -A_LITTLE_NORTH : A_LITTLE_NORTH;
        Coordinate here = project(at);
        Coordinate there = project(new Wgs84(at.latitude() + step, at.longitude()));
        return Math.atan2((there.x - here.x) * Math.signum(step), (there.y - here.y) * Math.signum(step));
    }
}
