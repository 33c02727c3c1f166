package io.qipan.launcher.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** From the answer to the first unit sent: seconds, percentiles by nearest rank, a share from 0 to 1. */
record CallProcessing(
        long n,
        double meanS,
        @JsonProperty("p50_s") double p50S,
        @JsonProperty("p90_s") double p90S,
        @JsonProperty("share_within_60_s") double shareWithin60S) {

    /** As the service computes it from its own record. */
    static CallProcessing of(SummarizeCallProcessingResponse response) {
        return new CallProcessing(
                response.getN(),
                response.getMeanS(),
                response.getP50S(),
                response.getP90S(),
                response.getShareWithin60S());
    }

    /** As it follows from a file. */
    static CallProcessing of(Recording recording) {
        List<Double> seconds = recording.calls().stream()
                .filter(call -> !call.orders().isEmpty())
                .map(CallProcessing::seconds)
                // Sent before the answer: the service does not count it either.
                .filter(s -> s >= 0)
                .sorted()
                .toList();
        int n = seconds.size();
        if (n == 0) {
            return new CallProcessing(0, 0, 0, 0, 0);
        }
        double mean = seconds.stream().mapToDouble(s -> s).average().orElse(0);
        long within = seconds.stream().filter(s -> s <= 60).count();
        return new CallProcessing(n, mean, nearestRank(seconds, 50), nearestRank(seconds, 90), (double) within / n);
    }

    private static double seconds(Recording.Call call) {
        Instant first = call.orders().stream()
                .map(Recording.Order::sentAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Duration.between(call.receivedAt(), first).toMillis() / 1000.0;
    }

    /** The smallest value that at least so many percent of the values do not exceed. */
    private static double nearestRank(List<Double> sorted, int percent) {
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }

    /** What a service's figures say about a file's. */
    enum Comparison {
        AGREE,
        DIFFER,
        /** The service counts calls of the same seconds and numbers that the file does not hold: nothing is compared. */
        SERVICE_COVERS_MORE
    }

    Comparison comparedWith(CallProcessing file) {
        if (n > file.n) {
            return Comparison.SERVICE_COVERS_MORE;
        }
        return agreesWith(file) ? Comparison.AGREE : Comparison.DIFFER;
    }

    /** Whether both say the same, but for rounding. */
    private boolean agreesWith(CallProcessing other) {
        return n == other.n
                && near(meanS, other.meanS)
                && near(p50S, other.p50S)
                && near(p90S, other.p90S)
                && near(shareWithin60S, other.shareWithin60S);
    }

    private static boolean near(double one, double other) {
        return Math.abs(one - other) < 1e-3;
    }

    String inWords() {
        return "n %,d, mean %.2f s, P50 %.0f s, P90 %.0f s, within 60 s %.2f %%"
                .formatted(n, meanS, p50S, p90S, 100 * shareWithin60S);
    }
}
