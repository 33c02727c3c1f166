package io.qipan.bench.history;

import io.qipan.bench.harness.Comparison.Plan;
import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How much slower each question became. {@code before} and {@code after} are of the same questions in the same order. */
record HistoryReport(
        List<Measured> before,
        List<Measured> after,
        long fixesBefore,
        long fixesAfter,
        Plan plan,
        Machine machine,
        String postgres) {

    /** How many times longer one piece of work took, by the median rates. */
    double ratio(int query) {
        return before.get(query).median() / after.get(query).median();
    }

    int errors() {
        return before.stream().mapToInt(Measured::errors).sum()
                + after.stream().mapToInt(Measured::errors).sum();
    }

    String text() {
        return """
                With %,d fixes of old, and with %,d; %d rounds of %d s

                %-28s %10s %10s %10s %10s %7s
                %s

                On %s; %s
                """.formatted(
                        fixesBefore,
                        fixesAfter,
                        plan.rounds(),
                        plan.round().toSeconds(),
                        "",
                        "P50 ms",
                        "then",
                        "P99 ms",
                        "then",
                        "ratio",
                        IntStream.range(0, before.size()).mapToObj(this::line).collect(Collectors.joining("\n")),
                        machine,
                        postgres);
    }

    private String line(int query) {
        Measured one = before.get(query);
        Measured other = after.get(query);
        return "%-28s %10.2f %10.2f %10.2f %10.2f %7.2f"
                .formatted(
                        one.title(),
                        one.percentileMillis(0.5),
                        other.percentileMillis(0.5),
                        one.percentileMillis(0.99),
                        other.percentileMillis(0.99),
                        ratio(query));
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("measurement", "history");
        fields.put("fixes_before", fixesBefore);
        fields.put("fixes_after", fixesAfter);
        fields.put("rounds", plan.rounds());
        fields.put("round_seconds", plan.round().toSeconds());
        fields.put(
                "queries",
                IntStream.range(0, before.size())
                        .mapToObj(i -> Map.of(
                                "title", before.get(i).title(),
                                "ratio", ratio(i),
                                "before", before.get(i).fields(),
                                "after", after.get(i).fields()))
                        .toList());
        fields.put("errors", errors());
        fields.put("machine", machine);
        fields.put("postgres", postgres);
        return fields;
    }
}
