package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.coverage.model.Track;
import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Places of a path on the move, to the metre, with the time it was there. Which ones are kept is chosen by their own
 * value, so a copy with fixes left out has those of the first that it did not leave out, all of them later by the same
 * time.
 *
 * @param atMs by place, see {@link #wgs84}: since the beginning of the quarter, when it was there first
 * @param level only places are kept whose value ends in so many zero bits
 */
public record TimedPlaces(Map<Long, Integer> atMs, int level) {
    /** Of a quarter. */
    private static final int MOST = 64;

    private static final double PER_DEGREE = 1e5;
    private static final int LONGITUDE_BITS = 26;
    /** Who stands has the same few places for hours, as whoever else stands there. */
    private static final Duration MOVES_IN = Duration.ofMinutes(1);

    private static final double MOVES_M = 50;

    public static final TimedPlaces NONE = new TimedPlaces(Map.of(), 0);

    public TimedPlaces {
        atMs = Map.copyOf(atMs);
    }

    /**
     * Those in the quarter.
     *
     * @param inOrder of the quarter and some before
     */
    static TimedPlaces of(Quarter quarter, Collection<Fix> inOrder) {
        Map<String, Deque<Fix>> lastMinute = new HashMap<>();
        Map<Long, Integer> found = new HashMap<>();
        int level = 0;
        for (Fix fix : inOrder) {
            Deque<Fix> earlier = lastMinute.computeIfAbsent(fix.device(), device -> new ArrayDeque<>());
            Instant at = fix.position().fixedAt();
            if (Quarter.of(at).equals(quarter) && isOnTheMove(aMinuteBefore(earlier, at), fix)) {
                int ms = (int) Duration.between(quarter.from(), at).toMillis();
                Integer ignored = found.putIfAbsent(place(fix), ms);
                level = thinnedOut(found, level);
            }
            earlier.addLast(fix);
        }
        return new TimedPlaces(found, level);
    }

    /** The latest of those that long before, and only it and what came after stays. */
    private static @Nullable Fix aMinuteBefore(Deque<Fix> earlier, Instant at) {
        Instant until = at.minus(MOVES_IN);
        Fix found = null;
        while (!earlier.isEmpty() && !earlier.getFirst().position().fixedAt().isAfter(until)) {
            found = earlier.removeFirst();
        }
        if (found != null) {
            earlier.addFirst(found);
        }
        return found;
    }

    private static boolean isOnTheMove(@Nullable Fix before, Fix fix) {
        return before != null
                && Duration.between(before.position().fixedAt(), fix.position().fixedAt())
                                .compareTo(Track.LONGEST_GAP)
                        <= 0
                && Distance.metres(before.position().wgs84(), fix.position().wgs84()) >= MOVES_M;
    }

    private static int thinnedOut(Map<Long, Integer> found, int level) {
        int kept = level;
        boolean ignored = found.keySet().removeIf(place -> !isOf(place, level));
        while (found.size() > MOST) {
            kept++;
            int next = kept;
            ignored = found.keySet().removeIf(place -> !isOf(place, next));
        }
        return kept;
    }

    private static boolean isOf(long place, int level) {
        return Long.numberOfTrailingZeros(Mixing.mix(place)) >= level;
    }

    private static long place(Fix fix) {
        Wgs84 at = fix.position().wgs84();
        long north = Math.round((at.latitude() + 90) * PER_DEGREE);
        return north << LONGITUDE_BITS | Math.round((at.longitude() + 180) * PER_DEGREE);
    }

    /** Where a place is. */
    static Wgs84 wgs84(long place) {
        long east = place & ((1L << LONGITUDE_BITS) - 1);
        return new Wgs84((place >> LONGITUDE_BITS) / PER_DEGREE - 90, east / PER_DEGREE - 180);
    }

    /** How many there are from one time to another that another one would have kept as well. */
    int keptBy(int otherLevel, int fromMs, int untilMs) {
        return (int) atMs.entrySet().stream()
                .filter(one -> one.getValue() >= fromMs && one.getValue() <= untilMs && isOf(one.getKey(), otherLevel))
                .count();
    }
}
