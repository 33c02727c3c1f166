package io.qipan.dispatch.missingperson.model;

import java.time.Duration;
import java.time.Instant;

/**
 * What everybody may know of who is missing.
 *
 * @param within how much earlier or later it may have been
 */
public record Missing(String maskedName, AgeGroup ageGroup, Instant lastSeenAt, Duration within) {

    private static final String REST = "**";

    /** The first letter, and as many stars however long it is; of a name of one letter, which would be all of it, only stars. */
    public static String mask(String name) {
        String bare = name.strip();
        int letters = bare.codePointCount(0, bare.length());
        if (letters < 2) {
            return letters == 0 ? "" : REST;
        }
        return bare.substring(0, bare.offsetByCodePoints(0, 1)) + REST;
    }

    /** The time since goes by it, so that no circle is too small. */
    public Instant earliest() {
        return lastSeenAt.minus(within);
    }
}
