package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.coverage.model.Track;
import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.place.Distance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Two places of a path, to the metre, with the time from one to the other. Which places count is chosen by their own
 * value, so a copy with fixes left out, at another time, has nothing but pairs of the first; a second ride along the
 * same road has its fixes elsewhere, and takes other times.
 *
 * @param level of all pairs only those are kept whose value ends in so many zero bits
 */
public record TimedPairs(Set<Long> hashes, int level) {
    /** Of a quarter. */
    private static final int MOST = 64;

    private static final long ONE_PLACE_IN = 4;
    private static final double PER_DEGREE = 1e5;
    private static final double FURTHER_THAN_M = 50;
    private static final double BIN_MS = 2_000;
    /** Places that one is paired with: more would let a device with many fixes in a second work for all. */
    private static final int MOST_BEFORE = 64;

    public static final TimedPairs NONE = new TimedPairs(Set.of(), 0);

    public TimedPairs {
        hashes = Set.copyOf(hashes);
    }

    /**
     * Those that end in the quarter, of each device by itself.
     *
     * @param inOrder of the quarter and some before
     */
    static TimedPairs of(Quarter quarter, Collection<Fix> inOrder) {
        Map<String, Deque<Fix>> chosen = new HashMap<>();
        Set<Long> found = new HashSet<>();
        int level = 0;
        for (Fix fix : inOrder) {
            if (Math.floorMod(place(fix), ONE_PLACE_IN) == 0) {
                Deque<Fix> before = chosen.computeIfAbsent(fix.device(), device -> new ArrayDeque<>());
                if (Quarter.of(fix.position().fixedAt()).equals(quarter)) {
                    level = pair(before, fix, found, level);
                }
                before.addFirst(fix);
                if (before.size() > MOST_BEFORE) {
                    before.removeLast();
                }
            }
        }
        return new TimedPairs(found, level);
    }

    private static int pair(Deque<Fix> before, Fix fix, Set<Long> found, int level) {
        int kept = level;
        Iterator<Fix> back = before.iterator();
        while (back.hasNext()) {
            Fix earlier = back.next();
            Duration time = Duration.between(
                    earlier.position().fixedAt(), fix.position().fixedAt());
            if (time.compareTo(Track.LONGEST_GAP) > 0) {
                return kept;
            }
            long hash = hash(earlier, fix, time);
            if (isOf(hash, kept) && isFar(earlier, fix)) {
                found.add(hash);
            }
            while (found.size() > MOST) {
                kept++;
                int next = kept;
                found.removeIf(one -> !isOf(one, next));
            }
        }
        return kept;
    }

    private static boolean isOf(long hash, int level) {
        return Long.numberOfTrailingZeros(hash) >= level;
    }

    private static boolean isFar(Fix one, Fix other) {
        return Distance.metres(one.position().wgs84(), other.position().wgs84()) >= FURTHER_THAN_M;
    }

    private static long hash(Fix one, Fix other, Duration time) {
        return Mixing.mix(Mixing.mix(place(one) + Math.round(time.toMillis() / BIN_MS)) + place(other));
    }

    private static long place(Fix fix) {
        return Mixing.mix(Mixing.mix(Math.round(fix.position().wgs84().latitude() * PER_DEGREE))
                + Math.round(fix.position().wgs84().longitude() * PER_DEGREE));
    }

    /** How many there are that another one would have kept as well. */
    int keptBy(int otherLevel) {
        return (int) hashes.stream().filter(hash -> isOf(hash, otherLevel)).count();
    }
}
