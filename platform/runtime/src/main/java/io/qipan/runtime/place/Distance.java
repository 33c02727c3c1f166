package io.qipan.runtime.place;

import com.google.common.geometry.S2LatLng;
import io.qipan.runtime.place.Datum.Wgs84;

/** Distances along the great circle. */
public final class Distance {
    /** Mean radius in metres, IUGG. */
    public static final double EARTH_RADIUS_M = 6_371_008.8;

    private Distance() {}

    public static double metres(Wgs84 from, Wgs84 to) {
        return s2(from).getDistance(s2(to)).radians() * EARTH_RADIUS_M;
    }

    private static S2LatLng s2(Wgs84 point) {
        return S2LatLng.fromDegrees(point.latitude(), point.longitude());
    }
}
