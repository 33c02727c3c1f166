package io.qipan.bench.harness;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rounds of one side. */
public record Measured(String title, List<Round> rounds) {

    public double[] rates() {
        return rounds.stream().mapToDouble(Round::perSecond).toArray();
    }

    public double median() {
        return median(rates());
    }

    public double lowest() {
        return Arrays.stream(rates()).min().orElse(0);
    }

    public double highest() {
        return Arrays.stream(rates()).max().orElse(0);
    }

    public int errors() {
        return rounds.stream().mapToInt(Round::errors).sum();
    }

    public Optional<Throwable> firstError() {
        return rounds.stream().flatMap(round -> round.firstError().stream()).findFirst();
    }

    /** Milliseconds that this share of the work, from 0 to 1, did not exceed; nearest rank over all rounds. */
    public double percentileMillis(double share) {
        long[] all = rounds.stream()
                .flatMapToLong(round -> Arrays.stream(round.latencies()))
                .sorted()
                .toArray();
        if (all.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * all.length);
        return all[Math.max(rank, 1) - 1] / 1e6;
    }

    /** For programs. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", title);
        fields.put("median_per_s", median());
        fields.put("min_per_s", lowest());
        fields.put("max_per_s", highest());
        fields.put("rates_per_s", rates());
        fields.put("p50_ms", percentileMillis(0.5));
        fields.put("p99_ms", percentileMillis(0.99));
        fields.put("errors", errors());
        return fields;
    }

    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
