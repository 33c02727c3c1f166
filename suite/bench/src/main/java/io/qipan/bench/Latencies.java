package io.qipan.bench;

import java.util.Arrays;
import java.util.Optional;

/** Collects latencies from many threads, round by round. */
final class Latencies {

    private long[] kept = new long[1 << 16];
    private int count;
    private long since = System.nanoTime();

    synchronized void add(long nanoseconds) {
        if (count == kept.length) {
            kept = Arrays.copyOf(kept, count * 2);
        }
        kept[count++] = nanoseconds;
    }

    /** What came since the last round. */
    synchronized Round round() {
        long now = System.nanoTime();
        Round round = new Round(Arrays.copyOf(kept, count), 1, (now - since) / 1e9, 0, Optional.empty());
        since = now;
        count = 0;
        return round;
    }
}
