package io.qipan.runtime.place;

import io.qipan.runtime.place.Datum.Wgs84;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.geom.util.PolygonExtracter;

/** Measures geometries in WGS-84 on the ground. */
public final class Ground {
    private static final double SEMI_MAJOR_AXIS_M = 6_378_137.0;
    private static final double ECCENTRICITY = 0.0818191908426215;
    /** Narrower strips come from arithmetic, not from a map. */
    private static final double NOTHING_M = 0.001;

    private static final double STRIP_M = 1;

    private Ground() {}

    /**
     * Square metres, by the cylindrical equal-area projection of the ellipsoid. That is exact but for the bend of the edges:
     * below 0.1 % where they are shorter than 10 km, or what is measured is larger than a cell.
     */
    public static double area(Geometry geometry) {
        Geometry flat = geometry.copy();
        flat.apply((CoordinateFilter) at -> {
            at.setX(SEMI_MAJOR_AXIS_M * Math.toRadians(at.x));
            at.setY(SEMI_MAJOR_AXIS_M / 2 * authalic(Math.toRadians(at.y)));
        });
        flat.geometryChanged();
        return flat.getArea();
    }

    /** Snyder, Map Projections (USGS 1987), equation 3-12. */
    private static double authalic(double latitude) {
        double sine = Math.sin(latitude);
        double e = ECCENTRICITY;
        return (1 - e * e) * (sine / (1 - e * e * sine * sine) - Math.log((1 - e * sine) / (1 + e * sine)) / (2 * e));
    }

    /** Metres along all lines and rings. */
    public static double length(Geometry geometry) {
        double metres = 0;
        for (Object line : LinearComponentExtracter.getLines(geometry)) {
            Coordinate[] path = ((LineString) line).getCoordinates();
            for (int i = 1; i < path.length; i++) {
                metres += Distance.metres(point(path[i - 1]), point(path[i]));
            }
        }
        return metres;
    }

    public static Wgs84 point(Coordinate at) {
        return new Wgs84(at.y, at.x);
    }

    /** How wide an area is on average. */
    public static double width(Geometry area) {
        double around = length(area);
        return around == 0 ? 0 : 2 * area(area) / around;
    }

    public static boolean isStrip(Geometry area) {
        return width(area) < STRIP_M;
    }

    /** The areas of a geometry that are more than rounding, the largest first. */
    public static List<Polygon> pieces(Geometry geometry) {
        List<Polygon> pieces = new ArrayList<>();
        for (Object polygon : PolygonExtracter.getPolygons(geometry)) {
            if (width((Polygon) polygon) >= NOTHING_M) {
                pieces.add((Polygon) polygon);
            }
        }
        pieces.sort(Comparator.comparingDouble(Polygon::getArea).reversed());
        return pieces;
    }

    public static double area(List<Polygon> pieces) {
        return pieces.stream().mapToDouble(Ground::area).sum();
    }

    /** For sentences: square metres, or square kilometres where those are many. */
    public static String words(double squareMetres) {
        return squareMetres < 1e6
                ? String.format(Locale.ROOT, "%.1f m2", squareMetres)
                : String.format(Locale.ROOT, "%.2f km2", squareMetres / 1e6);
    }
}
