package io.qipan.runtime.place;

import io.qipan.runtime.place.Datum.Wgs84;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/**
 * Distances on the WGS-84 ellipsoid, for what is summed up and reported. {@link Distance} is on a sphere, up to 0.56 % off, and
 * faster.
 */
public final class Ellipsoid {
    private static final double EQUATORIAL_RADIUS_M = 6_378_137;
    private static final double FLATTENING = 1 / 298.257_223_563;
    /** Of the meridian ellipse, squared. */
    private static final double ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING);

    private Ellipsoid() {}

    /** Along the shortest way; exact to nanometres (Karney, Algorithms for geodesics, J. Geodesy 87, 2013). */
    public static double metres(Wgs84 from, Wgs84 to) {
        return Geodesic.WGS84.Inverse(
                        from.latitude(), from.longitude(), to.latitude(), to.longitude(), GeodesicMask.DISTANCE)
                .s12;
    }

    /**
     * Never less than the shortest way, and hardly more as long as it is short: the length of the line that is straight in
     * latitude and longitude, with the widest degrees on it.
     */
    public static double metresAtMost(Wgs84 from, Wgs84 to) {
        double north = Math.max(Math.abs(from.latitude()), Math.abs(to.latitude()));
        boolean acrossEquator = from.latitude() * to.latitude() < 0;
        double south = acrossEquator ? 0 : Math.min(Math.abs(from.latitude()), Math.abs(to.latitude()));
        double alongMeridian = Math.toRadians(to.latitude() - from.latitude()) * meridianRadius(north);
        double degreesEast = Math.IEEEremainder(to.longitude() - from.longitude(), 360);
        double alongParallel = Math.toRadians(degreesEast) * parallelRadius(south);
        return Math.hypot(alongMeridian, alongParallel);
    }

    /** Of curvature, along a meridian; grows towards the poles. */
    public static double meridianRadius(double latitude) {
        double w2 = 1 - ECCENTRICITY_2 * Math.pow(Math.sin(Math.toRadians(latitude)), 2);
        return EQUATORIAL_RADIUS_M * (1 - ECCENTRICITY_2) / (w2 * Math.sqrt(w2));
    }

    /** Of a parallel; shrinks towards the poles. */
    public static double parallelRadius(double latitude) {
        double phi = Math.toRadians(latitude);
        return EQUATORIAL_RADIUS_M * Math.cos(phi) / Math.sqrt(1 - ECCENTRICITY_2 * Math.sin(phi) * Math.sin(phi));
    }
}
