package io.qipan.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All rounds of one side. */
record Measured(String title, List<Round> rounds) {

    double[] rates() {
        return rounds.stream().mapToDouble(Round::perSecond).toArray();
    }

    double median() {
        return median(rates());
    }

    double lowest() {
        return Arrays.stream(rates()).min().orElse(0);
    }

    double highest() {
        return Arrays.stream(rates()).max().orElse(0);
    }

    int errors() {
        return rounds.stream().mapToInt(Round::errors).sum();
    }

    Optional<Throwable> firstError() {
        return rounds.stream().flatMap(round -> round.firstError().stream()).findFirst();
    }

    /** Milliseconds that this share of the work, from 0 to 1, did not exceed; nearest rank over all rounds. */
    double percentileMillis(double share) {
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

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
