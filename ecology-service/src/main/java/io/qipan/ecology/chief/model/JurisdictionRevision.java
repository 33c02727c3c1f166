package io.qipan.ecology.chief.model;

import java.time.Instant;

/**
 * All jurisdictions after one import.
 *
 * @param number from 1, without gaps
 * @param effectiveFrom from when on it holds
 */
public record JurisdictionRevision(
        long number,
        Instant effectiveFrom,
        Instant madeAt,
        String madeBy,
        String reason,
        int added,
        int changed,
        int removed) {

    public String name() {
        return name(number);
    }

    public static String name(long number) {
        return "jurisdictionRevisions/" + number;
    }
}
