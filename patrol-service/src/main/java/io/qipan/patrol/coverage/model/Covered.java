package io.qipan.patrol.coverage.model;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of intervals along a line. */
final class Covered {
    /** Begin to end; they do not meet. */
    private final NavigableMap<Double, Double> intervals = new TreeMap<>();

    void add(double from, double until) {
        double begin = from;
        double end = until;
        Map.Entry<Double, Double> before = intervals.floorEntry(end);
        while (before != null && before.getValue() >= begin) {
            begin = Math.min(begin, before.getKey());
            end = Math.max(end, before.getValue());
            intervals.remove(before.getKey());
            before = intervals.floorEntry(end);
        }
        intervals.put(begin, end);
    }

    double length() {
        double length = 0;
        for (Map.Entry<Double, Double> interval : intervals.entrySet()) {
            length += interval.getValue() - interval.getKey();
        }
        return length;
    }
}
