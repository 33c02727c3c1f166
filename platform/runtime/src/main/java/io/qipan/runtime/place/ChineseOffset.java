package io.qipan.runtime.place;

import static java.lang.Math.PI;
import static java.lang.Math.abs;
import static java.lang.Math.cos;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;
import static java.lang.Math.toRadians;

import io.qipan.runtime.place.Datum.Gcj02;
import io.qipan.runtime.place.Datum.Wgs84;

/**
 * The offset between WGS-84 and GCJ-02 by the formula in public use. The datum itself is secret; published city coordinates
 * agree with the formula within 0.73 m. The constants are those of the Krasovsky 1940 ellipsoid and of the published series.
 */
final class ChineseOffset {
    private static final double SEMI_MAJOR_AXIS_M = 6_378_245.0;
    private static final double ECCENTRICITY_SQUARED = 0.00669342162296594323;
    /** Where the series is centred. */
    private static final double CENTRE_LATITUDE = 35.0;

    private static final double CENTRE_LONGITUDE = 105.0;
    /** About a millimetre; the inverse has no closed form and is found by iteration. */
    private static final double CLOSE_ENOUGH_DEGREES = 1e-8;

    private static final int MOST_ITERATIONS = 10;

    private record Shift(double latitude, double longitude) {}

    private ChineseOffset() {}

    static Gcj02 add(Wgs84 point) {
        if (isOutsideChina(point.latitude(), point.longitude())) {
            return new Gcj02(point.latitude(), point.longitude());
        }
        Shift shift = shiftAt(point.latitude(), point.longitude());
        return new Gcj02(point.latitude() + shift.latitude(), point.longitude() + shift.longitude());
    }

    static Wgs84 remove(Gcj02 point) {
        if (isOutsideChina(point.latitude(), point.longitude())) {
            return new Wgs84(point.latitude(), point.longitude());
        }
        double latitude = point.latitude();
        double longitude = point.longitude();
        for (int i = 0; i < MOST_ITERATIONS; i++) {
            Shift shift = shiftAt(latitude, longitude);
            double nextLatitude = point.latitude() - shift.latitude();
            double nextLongitude = point.longitude() - shift.longitude();
            boolean close = abs(nextLatitude - latitude) < CLOSE_ENOUGH_DEGREES
                    && abs(nextLongitude - longitude) < CLOSE_ENOUGH_DEGREES;
            latitude = nextLatitude;
            longitude = nextLongitude;
            if (close) {
                break;
            }
        }
        return new Wgs84(latitude, longitude);
    }

    /** The rectangle in which the formula applies. */
    static boolean isOutsideChina(double latitude, double longitude) {
        return longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271;
    }

    private static Shift shiftAt(double latitude, double longitude) {
        double x = longitude - CENTRE_LONGITUDE;
        double y = latitude - CENTRE_LATITUDE;
        double radians = toRadians(latitude);
        double w = 1 - ECCENTRICITY_SQUARED * sin(radians) * sin(radians);
        double metresPerDegreeNorth = SEMI_MAJOR_AXIS_M * (1 - ECCENTRICITY_SQUARED) / (w * sqrt(w)) * PI / 180;
        double metresPerDegreeEast = SEMI_MAJOR_AXIS_M / sqrt(w) * cos(radians) * PI / 180;
        return new Shift(metresNorth(x, y) / metresPerDegreeNorth, metresEast(x, y) / metresPerDegreeEast);
    }

    private static double metresNorth(double x, double y) {
        return -100
                + 2 * x
                + 3 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * sqrt(abs(x))
                + shortWaves(x)
                + (20 * sin(y * PI) + 40 * sin(y / 3 * PI)) * 2 / 3
                + (160 * sin(y / 12 * PI) + 320 * sin(y * PI / 30)) * 2 / 3;
    }

    private static double metresEast(double x, double y) {
        return 300
                + x
                + 2 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * sqrt(abs(x))
                + shortWaves(x)
                + (20 * sin(x * PI) + 40 * sin(x / 3 * PI)) * 2 / 3
                + (150 * sin(x / 12 * PI) + 300 * sin(x / 30 * PI)) * 2 / 3;
    }

    private static double shortWaves(double x) {
        return (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2 / 3;
    }
}
