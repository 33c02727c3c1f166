package io.qipan.patrol.coverage.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A quarter of an hour of UTC: what is measured, and replaced, as a whole. Shorter ones make more rows, longer ones are measured
 * again with more fixes each time a new one comes. A day of Asia/Shanghai begins with one.
 */
public record Quarter(Instant from) implements Comparable<Quarter> {
    public static final Duration LENGTH = Duration.ofMinutes(15);

    public Quarter {
        if (from.getNano() != 0 || from.getEpochSecond() % LENGTH.toSeconds() != 0) {
            throw new IllegalArgumentException(from + " does not begin a quarter of an hour");
        }
    }

    /** The one that has this time. */
    public static Quarter of(Instant time) {
        return new Quarter(
                Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), LENGTH.toSeconds()) * LENGTH.toSeconds()));
    }

    public Instant until() {
        return from.plus(LENGTH);
    }

    public Quarter next() {
        return new Quarter(until());
    }

    public Quarter before() {
        return new Quarter(from.minus(LENGTH));
    }

    /** Those whose result may change when fixes from the first to the last time are added. */
    public static SortedSet<Quarter> touchedBy(Instant first, Instant last) {
        SortedSet<Quarter> touched = new TreeSet<>();
        Instant end = last.plus(Track.LONGEST_GAP);
        for (Quarter q = of(first.minus(Track.LONGEST_GAP)); !q.from.isAfter(end); q = q.next()) {
            touched.add(q);
        }
        return touched;
    }

    /** Quarters as runs without a gap, each by its first and its last. */
    public static Collection<Run> runs(SortedSet<Quarter> quarters) {
        SortedSet<Run> runs = new TreeSet<>();
        Run run = null;
        for (Quarter quarter : quarters) {
            if (run != null && run.last().until().equals(quarter.from)) {
                run = new Run(run.first(), quarter);
                continue;
            }
            if (run != null) {
                runs.add(run);
            }
            run = new Run(quarter, quarter);
        }
        if (run != null) {
            runs.add(run);
        }
        return runs;
    }

    /** Successive quarters. */
    public record Run(Quarter first, Quarter last) implements Comparable<Run> {
        public Instant from() {
            return first.from();
        }

        public Instant until() {
            return last.until();
        }

        @Override
        public int compareTo(Run other) {
            return first.compareTo(other.first);
        }
    }

    @Override
    public int compareTo(Quarter other) {
        return from.compareTo(other.from);
    }
}
