package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.position.model.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Hashes of stretches of a path. Two honest tracks along the same road differ by the noise of their receivers; one that is played
 * again has the same places in the same order. A stretch is {@value #PLACES} places that differ; of all hashes those are kept that
 * their own value chooses, so that the same ones are kept of both.
 *
 * @param repeated how many came again, a minute or more later
 */
public record Prints(Set<Long> hashes, int repeated) {
    private static final int PLACES = 8;
    private static final double PER_DEGREE = 1e5;
    private static final long ONE_IN = 4;
    private static final Duration LATER = Duration.ofMinutes(1);

    public Prints {
        hashes = Set.copyOf(hashes);
    }

    /** Of each device by itself, and the latest part of what is given in order. */
    public static Prints of(Collection<Fix> inOrder) {
        Map<String, Path> paths = new HashMap<>();
        Map<Long, Instant> seen = new HashMap<>();
        Set<Long> repeated = new HashSet<>();
        for (Fix fix : inOrder) {
            Path path = paths.computeIfAbsent(fix.device(), device -> new Path());
            if (path.add(fix) && path.isWhole()) {
                note(path.hash(), fix.position().fixedAt(), seen, repeated);
            }
        }
        return new Prints(seen.keySet(), repeated.size());
    }

    private static void note(long hash, Instant at, Map<Long, Instant> seen, Set<Long> repeated) {
        if (Math.floorMod(hash, ONE_IN) != 0) {
            return;
        }
        Instant first = seen.putIfAbsent(hash, at);
        if (first != null && Duration.between(first, at).compareTo(LATER) >= 0) {
            repeated.add(hash);
        }
    }

    /** The last few places of a device. */
    private static final class Path {
        private final Deque<Long> places = new ArrayDeque<>(PLACES + 1);

        /** Whether it is another place than the one before. */
        boolean add(Fix fix) {
            long place = Mixing.mix(Math.round(fix.position().wgs84().latitude() * PER_DEGREE))
                    ^ Math.round(fix.position().wgs84().longitude() * PER_DEGREE);
            Long last = places.peekLast();
            if (last != null && last == place) {
                return false;
            }
            places.addLast(place);
            if (places.size() > PLACES) {
                places.removeFirst();
            }
            return true;
        }

        /** All of them differ: indoors a phone flickers among a few places for hours, and that is no way anybody went. */
        boolean isWhole() {
            return places.size() == PLACES && new HashSet<>(places).size() == PLACES;
        }

        long hash() {
            long hash = 0;
            for (long place : places) {
                hash = Mixing.mix(hash + place);
            }
            return hash;
        }
    }
}
