package io.qipan.bench.harness;

import io.qipan.bench.harness.Comparison.Plan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The outcome of a measurement, for people and for programs.
 *
 * @param measurement the name of the command
 * @param counted what the rates are of
 * @param settings what else the figures depend on, by name
 */
public record Report(
        String measurement,
        String counted,
        Comparison comparison,
        Plan plan,
        Map<String, Integer> settings,
        Machine machine,
        String postgres) {

    public Report {
        settings = new TreeMap<>(settings);
    }

    public String text() {
        return """
                %s per second, %s, %d rounds of %d s, taking turns

                %-28s %9s %9s %9s %10s %10s %7s
                %s
                %s

                Ratio %.2f (single rounds %.2f to %.2f)
                On %s; %s
                """.formatted(
                        counted,
                        settings.entrySet().stream()
                                .map(setting -> "%s %,d".formatted(setting.getKey(), setting.getValue()))
                                .collect(Collectors.joining(", ")),
                        plan.rounds(),
                        plan.round().toSeconds(),
                        "",
                        "median",
                        "min",
                        "max",
                        "P50 ms",
                        "P99 ms",
                        "errors",
                        line(comparison.claim()),
                        line(comparison.limit()),
                        comparison.ratio(),
                        Arrays.stream(comparison.ratios()).min().orElse(0),
                        Arrays.stream(comparison.ratios()).max().orElse(0),
                        machine,
                        postgres);
    }

    private static String line(Measured side) {
        return "%-28s %,9.0f %,9.0f %,9.0f %10.1f %10.1f %7d"
                .formatted(
                        side.title(),
                        side.median(),
                        side.lowest(),
                        side.highest(),
                        side.percentileMillis(0.5),
                        side.percentileMillis(0.99),
                        side.errors());
    }

    public Map<String, Object> fields() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("measurement", measurement);
        report.put("counted", counted);
        report.put("settings", settings);
        report.put("rounds", plan.rounds());
        report.put("round_seconds", plan.round().toSeconds());
        report.put("claim", comparison.claim().fields());
        report.put("limit", comparison.limit().fields());
        report.put("ratio", comparison.ratio());
        report.put("ratios", comparison.ratios());
        report.put("errors", comparison.errors());
        report.put("machine", machine);
        report.put("postgres", postgres);
        return report;
    }
}
