package io.qipan.patrol.place;

import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Datum.Bd09;
import io.qipan.runtime.place.Datum.Gcj02;
import io.qipan.runtime.place.Datum.Wgs84;
import io.vertx.sqlclient.Row;

/** A point as it was given, in the columns {@code given_latitude}, {@code given_longitude} and {@code given_datum}. */
public final class PointColumns {

    private PointColumns() {}

    public static String datum(Datum point) {
        return switch (point) {
            case Wgs84 _ -> "WGS84";
            case Gcj02 _ -> "GCJ02";
            case Bd09 _ -> "BD09";
        };
    }

    public static Datum read(Row row) {
        double latitude = row.getDouble("given_latitude");
        double longitude = row.getDouble("given_longitude");
        String datum = row.getString("given_datum");
        return switch (datum) {
            case "WGS84" -> new Wgs84(latitude, longitude);
            case "GCJ02" -> new Gcj02(latitude, longitude);
            case "BD09" -> new Bd09(latitude, longitude);
            default -> throw new IllegalStateException("No datum is called " + datum);
        };
    }
}
