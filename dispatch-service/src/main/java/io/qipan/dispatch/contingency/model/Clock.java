package io.qipan.dispatch.contingency.model;

import java.time.Instant;

/**
 * When something open is called to mind.
 *
 * @param reminders how often it was, since something was heard of it
 */
public record Clock(Instant nextDeadlineAt, int reminders) {

    static Clock until(Instant nextDeadlineAt) {
        return new Clock(nextDeadlineAt, 0);
    }

    Clock reminded(Instant next) {
        return new Clock(next, reminders + 1);
    }
}
