package io.qipan.bench.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** As many as the borders of counties and of small reserves have on maps of the web, 300 in the middle. */
    private static final int FEWEST_CORNERS = 60;

    private static final int MOST_CORNERS = 540;
    /** Of a degree: a tenth of a metre. */
    private static final double FINEST = 1e6;
    /** Where none of the shipped rules has a place that is drawn. */
    private static final double SOUTH = 24;

    private static final double WEST = 100;
    static final List<String> ACTIVITIES = List.of("sand_mining", "illegal_hunting", "wildfire_use", "illegal_logging");

    private final ObjectMapper json = JsonMapper.builder().build();
    private final RandomGenerator random = new Random(1);
    private final int rules;
    private final Optional<Outlines> outlines;
    private final int rulesPerSquare;
    private final double squareDegrees;

    /**
     * @param outlines that places have; empty: invented ones. Each is the place of one rule of each activity, and the whole map is
     *     drawn as often as it takes, side by side, and so small that there are as many rules in a square as invented ones
     */
    RuleFiles(int rules, Optional<Outlines> outlines) {
        this.rules = rules;
        this.outlines = outlines;
        this.rulesPerSquare =
                outlines.map(drawn -> drawn.rings().size() * ACTIVITIES.size()).orElse(RULES_PER_CELL);
        this.squareDegrees = CELL_DEGREES * Math.sqrt((double) rulesPerSquare / RULES_PER_CELL);
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
        double south = south(i / rulesPerSquare);
        double west = west(i / rulesPerSquare);
        List<List<Double>> ring =
                outlines.map(drawn -> drawn(drawn, i, south, west)).orElseGet(() -> ragged(south, west));
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

    private List<List<Double>> drawn(Outlines drawn, int i, double south, double west) {
        List<double[]> corners =
                drawn.rings().get(i / ACTIVITIES.size() % drawn.rings().size());
        return corners.stream()
                .map(corner -> position(south + corner[1] * squareDegrees, west + corner[0] * squareDegrees))
                .toList();
    }

    private List<List<Double>> ragged(double south, double west) {
        double latitude = south + random.nextDouble() * squareDegrees;
        double longitude = west + random.nextDouble() * squareDegrees;
        double radius = 0.03 + random.nextDouble() * 0.06;
        int corners = random.nextInt(FEWEST_CORNERS, MOST_CORNERS + 1);
        List<List<Double>> ring = new ArrayList<>();
        for (int corner = 0; corner < corners; corner++) {
            double angle = 2 * Math.PI * corner / corners;
            double away = radius * (0.8 + 0.2 * random.nextDouble());
            ring.add(position(latitude + away * Math.sin(angle), longitude + away * Math.cos(angle)));
        }
        return ring;
    }

    private static List<Double> position(double latitude, double longitude) {
        return List.of(Math.rint(latitude * FINEST) / FINEST, Math.rint(longitude * FINEST) / FINEST);
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
        return SOUTH + cell / side() * squareDegrees;
    }

    private double west(int cell) {
        return WEST + cell % side() * squareDegrees;
    }

    private int side() {
        return (int) Math.ceil(Math.sqrt(Math.ceilDiv(rules, rulesPerSquare)));
    }

    /** Latitude and longitude of a place among the rules. */
    double[] somewhere(RandomGenerator anywhere) {
        int cell = anywhere.nextInt(Math.max(1, rules / rulesPerSquare));
        return new double[] {
            south(cell) + anywhere.nextDouble() * squareDegrees, west(cell) + anywhere.nextDouble() * squareDegrees
        };
    }
}
