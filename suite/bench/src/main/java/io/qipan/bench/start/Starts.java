package io.qipan.bench.start;

import io.qipan.launcher.ColdStart.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Several starts of one service in one way. */
record Starts(String service, String way, List<Outcome> outcomes) {

    /** What a start should not take longer than. */
    static final Duration MARK = Duration.ofMillis(1500);

    double seconds() {
        return middle(outcomes.stream()
                .map(outcome -> outcome.ready().toNanos() / 1e9)
                .sorted()
                .toList());
    }

    double megabytes() {
        return middle(outcomes.stream()
                .map(outcome -> outcome.residentKilobytes() / 1024.0)
                .sorted()
                .toList());
    }

    boolean withinMark() {
        return seconds() <= MARK.toMillis() / 1000.0;
    }

    private static double middle(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    String line() {
        double fastest = outcomes.stream()
                .mapToDouble(outcome -> outcome.ready().toNanos() / 1e9)
                .min()
                .orElse(Double.NaN);
        double slowest = outcomes.stream()
                .mapToDouble(outcome -> outcome.ready().toNanos() / 1e9)
                .max()
                .orElse(Double.NaN);
        return String.format(
                Locale.ROOT,
                "%-18s %-10s %8.2f %8.2f %8.2f %8.0f  %s",
                service,
                way,
                seconds(),
                fastest,
                slowest,
                megabytes(),
                withinMark() ? "" : "above the mark");
    }
}
