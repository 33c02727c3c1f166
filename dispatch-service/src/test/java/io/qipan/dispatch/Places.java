package io.qipan.dispatch;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Location.Source;
import io.qipan.runtime.place.Shape;
import java.time.Instant;
import java.util.Optional;

/** Places in Wuhai, and the hour at which they were told. */
public final class Places {
    public static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    public static final Wgs84 RIVER_BANK = new Wgs84(39.67, 106.78);

    private Places() {}

    /** Known to within 50 m. */
    public static Location point() {
        return location(Optional.of(new Shape.Spot(RIVER_BANK)), "");
    }

    /** Told in words only; nothing can be sent there yet. */
    public static Location words(String text) {
        return location(Optional.empty(), text);
    }

    private static Location location(Optional<Shape> shape, String text) {
        return new Location(0, shape, text, Source.CALLER, 50, NOW, "tester", NOW, false);
    }
}
