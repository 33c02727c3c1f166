package io.qipan.bench;

import java.util.Optional;

/**
 * What one round of one side brought.
 *
 * @param latencies nanoseconds of each piece of work that succeeded
 */
record Round(long[] latencies, double seconds, int errors, Optional<Throwable> firstError) {

    double perSecond() {
        return latencies.length / seconds;
    }
}
