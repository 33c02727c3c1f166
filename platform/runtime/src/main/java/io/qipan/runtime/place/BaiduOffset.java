package io.qipan.runtime.place;

import static java.lang.Math.atan2;
import static java.lang.Math.cos;
import static java.lang.Math.hypot;
import static java.lang.Math.sin;

import io.qipan.runtime.place.Datum.Bd09;
import io.qipan.runtime.place.Datum.Gcj02;

/**
 * The offset between GCJ-02 and BD-09 by the formula in public use: a shift and a small periodic turn. Outside of China Baidu
 * uses WGS-84 as it is.
 */
final class BaiduOffset {
    private static final double SHIFT_LONGITUDE = 0.0065;
    private static final double SHIFT_LATITUDE = 0.006;
    private static final double WAVE = Math.PI * 3000.0 / 180.0;
    private static final double RADIUS_SWING = 0.00002;
    private static final double ANGLE_SWING = 0.000003;

    private BaiduOffset() {}

    static Bd09 add(Gcj02 point) {
        if (ChineseOffset.isOutsideChina(point.latitude(), point.longitude())) {
            return new Bd09(point.latitude(), point.longitude());
        }
        double x = point.longitude();
        double y = point.latitude();
        double radius = hypot(x, y) + RADIUS_SWING * sin(y * WAVE);
        double angle = atan2(y, x) + ANGLE_SWING * cos(x * WAVE);
        return new Bd09(radius * sin(angle) + SHIFT_LATITUDE, radius * cos(angle) + SHIFT_LONGITUDE);
    }

    static Gcj02 remove(Bd09 point) {
        if (ChineseOffset.isOutsideChina(point.latitude(), point.longitude())) {
            return new Gcj02(point.latitude(), point.longitude());
        }
        double x = point.longitude() - SHIFT_LONGITUDE;
        double y = point.latitude() - SHIFT_LATITUDE;
        double radius = hypot(x, y) - RADIUS_SWING * sin(y * WAVE);
        double angle = atan2(y, x) - ANGLE_SWING * cos(x * WAVE);
        return new Gcj02(radius * sin(angle), radius * cos(angle));
    }
}
