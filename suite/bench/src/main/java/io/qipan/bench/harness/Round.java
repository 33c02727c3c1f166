package io.qipan.bench.harness;

import java.util.Optional;

/**
 * What one round of one side brought.
 *
 * @param latencies nanoseconds of each piece of work that succeeded
 * @param yields how many of what is counted each of them brought
 */
public record Round(long[] latencies, int yields, double seconds, int errors, Optional<Throwable> firstError) {

    public double perSecond() {
        return latencies.length * (double) yields / seconds;
    }
}
