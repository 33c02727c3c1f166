package io.qipan.dispatch.duplicate.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How duplicates of one type of incidents are looked for, from a moment on.
 *
 * @param type code of a type, or {@link #ANY}
 * @param lookBack older incidents are not compared
 * @param spreadM how far apart, in metres, 95 % of callers put one incident
 * @param pace after how long reports of one incident become rare
 * @param family types of one family are taken for one another; empty: alone
 * @param setBy subject of a token; empty for what the system brings
 */
public record DuplicateRule(
        String type, Instant validFrom, Duration lookBack, double spreadM, Duration pace, String family, String setBy) {

    /** Every type that has no rule of its own. */
    public static final String ANY = "*";

    /** Of all that ever held for its type. */
    public String name() {
        return "duplicateRules/" + type;
    }

    boolean isKin(DuplicateRule other) {
        return !family.isEmpty() && family.equals(other.family);
    }
}
