package io.qipan.patrol.track.model;

import io.qipan.runtime.place.Datum.Wgs84;

/** Distances once more, by another method than the one under test (T. Vincenty, Survey Review 23/176, 1975). */
public final class Vincenty {
    private static final double A = 6_378_137;
    private static final double F = 1 / 298.257_223_563;
    private static final double B = A * (1 - F);

    private Vincenty() {}

    public static double metres(Wgs84 from, Wgs84 to) {
        double l = Math.toRadians(to.longitude() - from.longitude());
        double u1 = Math.atan((1 - F) * Math.tan(Math.toRadians(from.latitude())));
        double u2 = Math.atan((1 - F) * Math.tan(Math.toRadians(to.latitude())));
        double lambda = l;
        for (int i = 0; i < 200; i++) {
            double sinSigma = Math.hypot(
                    Math.cos(u2) * Math.sin(lambda),
                    Math.cos(u1) * Math.sin(u2) - Math.sin(u1) * Math.cos(u2) * Math.cos(lambda));
            if (sinSigma == 0) {
                return 0;
            }
            double cosSigma = Math.sin(u1) * Math.sin(u2) + Math.cos(u1) * Math.cos(u2) * Math.cos(lambda);
            double sigma = Math.atan2(sinSigma, cosSigma);
            double sinAlpha = Math.cos(u1) * Math.cos(u2) * Math.sin(lambda) / sinSigma;
            double cos2Alpha = 1 - sinAlpha * sinAlpha;
            double cos2SigmaM = cos2Alpha == 0 ? 0 : cosSigma - 2 * Math.sin(u1) * Math.sin(u2) / cos2Alpha;
            double c = F / 16 * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
            double before = lambda;
            lambda = l
                    + (1 - c)
                            * F
                            * sinAlpha
                            * (sigma + c * sinSigma * (cos2SigmaM + c * cosSigma * (-1 + 2 * cos2SigmaM * cos2SigmaM)));
            if (Math.abs(lambda - before) < 1e-12) {
                return length(sinSigma, cosSigma, sigma, cos2Alpha, cos2SigmaM);
            }
        }
        throw new IllegalArgumentException("Nearly on opposite sides of the Earth");
    }

    private static double length(double sinSigma, double cosSigma, double sigma, double cos2Alpha, double cos2SigmaM) {
        double k = cos2Alpha * (A * A - B * B) / (B * B);
        double a = 1 + k / 16_384 * (4_096 + k * (-768 + k * (320 - 175 * k)));
        double b = k / 1_024 * (256 + k * (-128 + k * (74 - 47 * k)));
        double c2 = cos2SigmaM * cos2SigmaM;
        double delta = b
                * sinSigma
                * (cos2SigmaM
                        + b
                                / 4
                                * (cosSigma * (-1 + 2 * c2)
                                        - b / 6 * cos2SigmaM * (-3 + 4 * sinSigma * sinSigma) * (-3 + 4 * c2)));
        return B * a * (sigma - delta);
    }
}
