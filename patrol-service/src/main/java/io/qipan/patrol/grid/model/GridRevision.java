package io.qipan.patrol.grid.model;

import java.time.Instant;

/** One change of the grid: how many features it adds, changes and removes, by whom and why. */
public record GridRevision(
        long number, Instant madeAt, String madeBy, String reason, int added, int changed, int removed) {

    public String name() {
        return name(number);
    }

    public static String name(long number) {
        return "gridRevisions/" + number;
    }
}
