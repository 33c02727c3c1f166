package io.qipan.dispatch.missingperson.model;

import java.time.Duration;
import java.time.Instant;

/**
 * What everybody may know of who is missing.
 *
 * @param within how much earlier or later it may have been
 */
public record Missing(String maskedName, AgeGroup ageGroup, Instant lastSeenAt, Duration within) {

    /** The first letter, and a star for each other one. */
    public static String mask(String name) {
        int letters = name.codePointCount(0, name.length());
        return letters == 0 ? "" : name.substring(0, name.offsetByCodePoints(0, 1)) + "*".repeat(letters - 1);
    }

    /** The time since goes by it, so that no circle is too small. */
    public Instant earliest() {
        return lastSeenAt.minus(within);
    }
}
