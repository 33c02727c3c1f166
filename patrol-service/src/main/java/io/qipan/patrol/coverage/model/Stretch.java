package io.qipan.patrol.coverage.model;

/**
 * The part of a leg that is at a target, between two fractions of the leg.
 *
 * @param fromM metres along the target, if it is a line; else 0
 */
record Stretch(double from, double until, double fromM, double untilM) {

    static Stretch within(double from, double until) {
        return new Stretch(from, until, 0, 0);
    }

    static Stretch all() {
        return within(0, 1);
    }

    /** Metres along the target at a fraction of the leg. */
    double metreAt(double fraction) {
        if (fraction <= from || until <= from) {
            return fromM;
        }
        return fraction >= until ? untilM : fromM + (untilM - fromM) * (fraction - from) / (until - from);
    }
}
