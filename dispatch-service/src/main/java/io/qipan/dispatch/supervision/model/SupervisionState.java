package io.qipan.dispatch.supervision.model;

import java.time.Instant;
import java.util.Locale;

/** Where a supervision order stands. What is open has a deadline; nothing leads back from over. */
public sealed interface SupervisionState {

    /** By the name that people and refusals use. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /**
     * When whoever has to act is reminded.
     *
     * @param reminders how often somebody was, in this state
     */
    record Clock(Instant nextDeadlineAt, int reminders) {

        /** Reminded once and nothing came of it. */
        public boolean isEscalated() {
            return reminders > 1;
        }

        Clock reminded(Instant next) {
            return new Clock(next, reminders + 1);
        }
    }

    sealed interface Open extends SupervisionState {
        Clock clock();
    }

    record Issued(Clock clock) implements Open {}

    record Signed(Clock clock) implements Open {}

    record Answered(Clock clock) implements Open {}

    sealed interface Over extends SupervisionState {
        Instant at();

        String by();
    }

    record Accepted(Instant at, String by) implements Over {}

    record Withdrawn(Instant at, String by) implements Over {}
}
