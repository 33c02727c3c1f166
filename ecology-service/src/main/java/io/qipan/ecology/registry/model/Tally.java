package io.qipan.ecology.registry.model;

/**
 * What inspections know of a subject at one time.
 *
 * @param open hazards that are not closed
 * @param overdue those of them whose time has passed
 * @param repeats findings of the last 24 months that were found there before
 */
public record Tally(int open, int overdue, int repeats) {
    public static final Tally NONE = new Tally(0, 0, 0);
}
