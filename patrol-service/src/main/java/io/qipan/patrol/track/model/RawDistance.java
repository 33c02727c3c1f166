package io.qipan.patrol.track.model;

import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Ellipsoid;
import java.util.HashMap;
import java.util.Map;

/** Sum of fixes: from each fix of a device to its next one, whatever that means. */
final class RawDistance {
    private final Map<String, Wgs84> lastOf = new HashMap<>();
    private double metres;

    void add(Fix fix) {
        Wgs84 here = fix.position().wgs84();
        Wgs84 before = lastOf.put(fix.device(), here);
        if (before != null) {
            metres += Ellipsoid.metres(before, here);
        }
    }

    double metres() {
        return metres;
    }

    int devices() {
        return lastOf.size();
    }
}
