package io.qipan.dispatch.figure.model;

import java.util.List;

/**
 * What came out. Seconds, all zero if there is no value.
 *
 * @param n how many values there are
 * @param within how many took at most as long as each bound of the measure
 * @param unfinished begun, neither ended nor given up
 * @param givenUp over before the end was reached
 * @param contradictory ended before it began
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
        long contradictory) {

    public static final Figure NOTHING = new Figure(0, 0, 0, 0, 0, 0, List.of(0L, 0L, 0L, 0L), 0, 0, 0);

    public Figure {
        within = List.copyOf(within);
    }
}
