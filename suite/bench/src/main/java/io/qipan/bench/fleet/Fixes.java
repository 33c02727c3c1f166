package io.qipan.bench.fleet;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What both sides store: batches of one unit's fixes, a second apart, the units in turn; as many devices would send after a
 * minute or two without a network.
 *
 * @param run part of the names of the devices, so that no fix is one of an earlier run
 */
public record Fixes(List<String> units, int perBatch, String run, AtomicLong numbers) {

    /** One unit's fixes, numbered from {@code first} on. */
    public record Batch(String unit, long first, Instant newest, int count) {

        public double latitude(int index) {
            return 39.5 + (first + index) % 1_000 * 1e-5;
        }

        public double longitude(int index) {
            return 106.7 + (first + index) / 1_000 % 1_000 * 1e-5;
        }

        public Instant at(int index) {
            return newest.minusSeconds(count - 1L - index);
        }
    }

    public static final double ACCURACY_M = 5;
    public static final double SPEED_MPS = 3.5;
    public static final double COURSE_DEG = 20;

    /** Begins with this in the name of every device. */
    public static final String DEVICES = "bench-";

    public Batch next() {
        long first = numbers.getAndAdd(perBatch);
        String unit = units.get(Math.floorMod((int) (first / perBatch), units.size()));
        return new Batch(unit, first + 1, Instant.now(), perBatch);
    }

    public String device(String who) {
        return DEVICES + run + "-" + who;
    }
}
