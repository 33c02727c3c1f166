package io.qipan.patrol.place;

import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Datum.Bd09;
import io.qipan.runtime.place.Datum.Gcj02;
import io.qipan.runtime.place.Datum.Wgs84;

/** The datum of a point as it is kept beside latitude and longitude. */
public final class DatumColumn {

    private DatumColumn() {}

    public static String of(Datum point) {
        return switch (point) {
            case Wgs84 _ -> "WGS84";
            case Gcj02 _ -> "GCJ02";
            case Bd09 _ -> "BD09";
        };
    }

    public static Datum point(double latitude, double longitude, String datum) {
        return switch (datum) {
            case "WGS84" -> new Wgs84(latitude, longitude);
            case "GCJ02" -> new Gcj02(latitude, longitude);
            case "BD09" -> new Bd09(latitude, longitude);
            default -> throw new IllegalStateException("No datum is called " + datum);
        };
    }
}
