package io.qipan.dispatch.figure.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came out. Seconds, all zero if there is no value.
 *
 * @param n how many values there are
 * @param within how many took at most as long as each bound of the measure
 * @param unfinished begun, neither ended nor given up
 * @param givenUp over before the end was reached
 * @param contradictory ended before it began
 * @param excluded in none of these, by why; each thing once
 */
public record Figure(
        long n,
        double meanS,
        double p50S,
        double p90S,
        double p95S,
        double longestS,
        List<Long> within,
        long unfinished,
        long givenUp,
        long contradictory,
        SortedMap<Exclusion, Long> excluded) {

    public static final Figure NOTHING =
            new Figure(0, 0, 0, 0, 0, 0, List.of(0L, 0L, 0L, 0L), 0, 0, 0, Collections.emptySortedMap());

    public Figure {
        within = List.copyOf(within);
        excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
    }
}
