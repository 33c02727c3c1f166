package io.qipan.bench.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Invented rules, each about a many-cornered place of its own, spread so that ten times as many rules cover ten times as much
 * land and a question meets as many of them.
 */
final class RuleFiles {
    /** So that a file has about a megabyte. */
    private static final int RULES_PER_FILE = 500;
    /** In one square of the ground. */
    private static final int RULES_PER_CELL = 20;

    private static final double CELL_DEGREES = 0.2;
    /** As many as the border of a small reserve has on a map. */
    private static final int CORNERS = 120;
    /** Where none of the shipped rules has a place that is drawn. */
    private static final double SOUTH = 24;

    private static final double WEST = 100;
    static final List<String> ACTIVITIES = List.of("sand_mining", "illegal_hunting", "wildfire_use", "illegal_logging");

    private final ObjectMapper json = JsonMapper.builder().build();
    private final RandomGenerator random = new Random(1);
    private final int rules;

    RuleFiles(int rules) {
        this.rules = rules;
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> names = new ArrayList<>();
        for (int first = 0; first < rules; first += RULES_PER_FILE) {
            String name = "bench-%06d.json".formatted(first);
            names.add(name);
            write(folder.resolve(name), first, Math.min(rules, first + RULES_PER_FILE));
        }
        json.writeValue(
                folder.resolve("rule-set.json").toFile(),
                Map.of("schema", 2, "reviewed_on", "2026-11-22", "files", names));
    }

    private void write(Path file, int from, int until) throws IOException {
        List<Object> areas = new ArrayList<>();
        List<Object> written = new ArrayList<>();
        for (int i = from; i < until; i++) {
            areas.add(area(i));
            written.add(rule(i));
        }
        json.writeValue(file.toFile(), Map.of("areas", areas, "rules", written));
    }

    private static String code(int i) {
        return "bench_%06d".formatted(i);
    }

    private static Map<String, String> text(String words) {
        return Map.of("en", words, "zh", words);
    }

    private Map<String, Object> area(int i) {
        double latitude = south(i / RULES_PER_CELL) + random.nextDouble() * CELL_DEGREES;
        double longitude = west(i / RULES_PER_CELL) + random.nextDouble() * CELL_DEGREES;
        double radius = 0.03 + random.nextDouble() * 0.06;
        List<List<Double>> ring = new ArrayList<>();
        for (int corner = 0; corner < CORNERS; corner++) {
            double angle = 2 * Math.PI * corner / CORNERS;
            double away = radius * (0.8 + 0.2 * random.nextDouble());
            ring.add(List.of(latitude + away * Math.sin(angle), longitude + away * Math.cos(angle)));
        }
        return Map.of(
                "code",
                code(i),
                "kind",
                "RESERVE",
                "name",
                text("place " + i),
                "drawn",
                "invented",
                "accuracy_km",
                0.01,
                "polygons_latitude_longitude",
                List.of(ring));
    }

    private Map<String, Object> rule(int i) {
        return Map.ofEntries(
                Map.entry("id", "bench-%06d".formatted(i)),
                Map.entry("title", text("Invented rule " + i)),
                Map.entry("forbids", List.of(ACTIVITIES.get(i % ACTIVITIES.size()))),
                Map.entry("exempts", List.of()),
                Map.entry("place", Map.of("text", text("place " + i), "areas", List.of(code(i)))),
                Map.entry("season", Map.of("windows", List.of(Map.of("from", "04-01 00:00", "until", "10-31 24:00")))),
                Map.entry("in_force", Map.of("from", "2020-01-01")),
                Map.entry("citations", List.of(Map.of("law", "Act of " + i, "article", "1"))),
                Map.entry("handling", "ADMINISTRATIVE"),
                Map.entry("penalties", List.of(Map.of("text", text("a fine"), "yuan", List.of(100, 1000)))),
                Map.entry("sourcing", "LAW_TEXT"),
                Map.entry("doubt", ""));
    }

    private double south(int cell) {
        return SOUTH + cell / side() * CELL_DEGREES;
    }

    private double west(int cell) {
        return WEST + cell % side() * CELL_DEGREES;
    }

    private int side() {
        return (int) Math.ceil(Math.sqrt(Math.ceilDiv(rules, RULES_PER_CELL)));
    }

    /** Latitude and longitude of a place among the rules. */
    double[] somewhere(RandomGenerator anywhere) {
        int cell = anywhere.nextInt(Math.max(1, rules / RULES_PER_CELL));
        return new double[] {
            south(cell) + anywhere.nextDouble() * CELL_DEGREES, west(cell) + anywhere.nextDouble() * CELL_DEGREES
        };
    }
}
