package io.qipan.ecology.statistics.model;

import java.time.Duration;
import java.time.Instant;

/** A time that figures are about; the end does not belong to it. */
public record Period(Instant from, Instant until) {
    public static final Duration LONGEST = Duration.ofDays(366);

    /** Whether it can be counted once and for all: it is over, and no longer than a year. */
    public boolean isOverBy(Instant now) {
        return until.isAfter(from) && !until.isAfter(from.plus(LONGEST)) && !until.isAfter(now);
    }
}
