package io.qipan.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qipan.bench.Comparison.Plan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The outcome of {@code bench intake}, for people and for programs. */
record IntakeReport(Comparison comparison, Plan plan, int connections, Machine machine, String postgres) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    String text() {
        return """
                Durable incidents per second, %d under way, %d database connections, %d rounds of %d s, taking turns

                %-28s %9s %9s %9s %10s %10s %7s
                %s
                %s

                Ratio %.2f (single rounds %.2f to %.2f)
                On %s, %d cores, %,d MB, load %.1f before; %s; %s; %s
                """.formatted(
                        plan.concurrency(),
                        connections,
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
                        machine.processor(),
                        machine.cores(),
                        machine.memoryMegabytes(),
                        machine.loadBefore(),
                        machine.system(),
                        machine.java(),
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

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("measurement", "intake");
        report.put("concurrency", plan.concurrency());
        report.put("connections", connections);
        report.put("rounds", plan.rounds());
        report.put("round_seconds", plan.round().toSeconds());
        report.put("service", fields(comparison.claim()));
        report.put("database", fields(comparison.limit()));
        report.put("ratio", comparison.ratio());
        report.put("ratios", comparison.ratios());
        report.put("errors", comparison.errors());
        report.put("machine", machine);
        report.put("postgres", postgres);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> fields(Measured side) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", side.title());
        fields.put("median_per_s", side.median());
        fields.put("min_per_s", side.lowest());
        fields.put("max_per_s", side.highest());
        fields.put("rates_per_s", side.rates());
        fields.put("p50_ms", side.percentileMillis(0.5));
        fields.put("p99_ms", side.percentileMillis(0.99));
        fields.put("errors", side.errors());
        return fields;
    }
}
