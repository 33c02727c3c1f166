package io.qipan.bench.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A city of squares at the Yellow River, as GeoJSON: as many zones as a real one has ({@code DOMAIN}: 54), with cells of about a
 * kilometre, and places to visit in every zone.
 */
final class BenchCity {
    private static final int ZONES_NORTHWARD = 6;
    private static final int ZONES_EASTWARD = 9;
    /** Of a zone, each way. */
    private static final int CELLS = 3;
    /** Whole thousandths of a degree, so that neighbours have the very same corners. */
    private static final int SIDE = 10;

    private static final int SOUTH = 39_500;
    private static final int WEST = 106_600;

    private BenchCity() {}

    static int cells() {
        return ZONES_NORTHWARD * ZONES_EASTWARD * CELLS * CELLS;
    }

    static String document() {
        List<String> features = new ArrayList<>();
        int zone = SIDE * CELLS;
        features.add(square("city", "BENCH", "", 0, 0, zone * ZONES_NORTHWARD, zone * ZONES_EASTWARD));
        for (int i = 0; i < ZONES_NORTHWARD; i++) {
            for (int j = 0; j < ZONES_EASTWARD; j++) {
                addZone(features, "B%d%d".formatted(i, j), i * zone, j * zone);
            }
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[%s]}".formatted(String.join(",", features));
    }

    private static void addZone(List<String> features, String code, int north, int east) {
        int side = SIDE * CELLS;
        features.add(square("zone", code, "BENCH", north, east, side, side));
        for (int i = 0; i < CELLS; i++) {
            for (int j = 0; j < CELLS; j++) {
                features.add(square(
                        "cell", "%s-%d%d".formatted(code, i, j), code, north + i * SIDE, east + j * SIDE, SIDE, SIDE));
            }
        }
        String middle = place(north + side / 2, east + side / 2);
        String corner = place(north + 2, east + 2);
        features.add(visited("must_patrol_point", code, "Point", middle, "\"visits\":4,\"per\":\"DAY\""));
        features.add(visited(
                "must_patrol_line",
                code,
                "LineString",
                "[%s,%s]".formatted(corner, middle),
                "\"visits\":2,\"per\":\"DAY\",\"minimum_share\":0.8,\"direction\":\"EITHER\""));
    }

    private static String square(String kind, String code, String parent, int north, int east, int high, int wide) {
        return feature(
                kind,
                code,
                parent.isEmpty() ? "" : ",\"parent\":\"%s\"".formatted(parent),
                "Polygon",
                "[[%s,%s,%s,%s,%s]]"
                        .formatted(
                                place(north, east),
                                place(north, east + wide),
                                place(north + high, east + wide),
                                place(north + high, east),
                                place(north, east)));
    }

    private static String visited(String kind, String code, String type, String coordinates, String rule) {
        return feature(
                kind, code, ",\"parent\":\"%s\",\"visiting_rule\":{%s}".formatted(code, rule), type, coordinates);
    }

    private static String feature(String kind, String code, String more, String type, String coordinates) {
        return """
                {"type":"Feature","properties":{"kind":"%1$s","code":"%2$s","title_en":"Bench %2$s"%3$s},\
                "geometry":{"type":"%4$s","coordinates":%5$s}}""".formatted(kind, code, more, type, coordinates);
    }

    /** Thousandths of a degree north and east of the south-western corner. */
    private static String place(int north, int east) {
        return String.format(Locale.ROOT, "[%.3f,%.3f]", (WEST + east) / 1e3, (SOUTH + north) / 1e3);
    }
}
