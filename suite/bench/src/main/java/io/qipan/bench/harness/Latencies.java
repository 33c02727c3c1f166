package io.qipan.bench.harness;

import java.util.Arrays;
import java.util.Optional;

/** Collects latencies from many threads, round by round. */
public final class Latencies {

    private long[] kept = new long[1 << 16];
    private int count;
    private long since = System.nanoTime();

    public synchronized void add(long nanoseconds) {
        if (count == kept.length) {
            kept = Arrays.copyOf(kept, count * 2);
        }
        kept[count++] = nanoseconds;
    }

    /** What came since the last round. */
    public synchronized Round round() {
        long now = System.nanoTime();
        Round round = new Round(Arrays.copyOf(kept, count), 1, (now - since) / 1e9, 0, Optional.empty());
        since = now;
        count = 0;
        return round;
    }
}
