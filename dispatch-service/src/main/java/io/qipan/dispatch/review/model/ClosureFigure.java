package io.qipan.dispatch.review.model;

import io.qipan.dispatch.review.model.Closure.Subject;

/**
 * Endings with one outcome that were drawn as one thing, so that each had the same chance.
 *
 * @param incidents whether they are of incidents, else of calls
 * @param outcome as {@link Subject#ended()}
 */
public record ClosureFigure(
        boolean incidents, String outcome, Ground ground, long ended, long drawn, long reviewed, long wrong) {

    /** For a report's footnote. */
    public static final String DEFINITION =
            "Endings of incidents, and of calls that led to no incident, in the period by the time of ending, without drills"
                    + " and merged incidents, by outcome and by what they were drawn as. drawn: by lot, with the share that"
                    + " is set for it. reviewed: drawn and concluded by now, by somebody who did not end it. share wrong ="
                    + " found wrong / reviewed, with the Wilson score interval at 95 % (z = 1.959964); what is drawn and"
                    + " not reviewed is left out, and the population is taken as large. Groups are not summed, because"
                    + " their shares differ.";

    private static final double Z = 1.959964;

    /** An interval within 0 to 1. */
    public record Interval(double low, double high) {}

    public double shareWrong() {
        return reviewed == 0 ? 0 : (double) wrong / reviewed;
    }

    /** Wilson score interval, 95 %. Of none, anything from 0 to 1. */
    public Interval interval() {
        if (reviewed == 0) {
            return new Interval(0, 1);
        }
        double n = reviewed;
        double p = shareWrong();
        double middle = p + Z * Z / (2 * n);
        double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        double scale = 1 + Z * Z / n;
        // Rounding may lead a hair beyond.
        return new Interval(Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale));
    }
}
