package io.qipan.ecology.checklist.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of the time of an item. Nothing takes it away.
 *
 * @param late whether nobody had ticked it off in time
 * @param escalations how often it went up
 * @param escalatedAt when last
 */
public record Lateness(boolean late, int escalations, Optional<Instant> escalatedAt) {
    public static final Lateness NONE = new Lateness(false, 0, Optional.empty());

    Lateness escalated(Instant now) {
        return new Lateness(true, escalations + 1, Optional.of(now));
    }

    /** Late from now on, if the time is over. */
    Lateness at(Instant now, Instant dueAt) {
        return new Lateness(late || now.isAfter(dueAt), escalations, escalatedAt);
    }
}
