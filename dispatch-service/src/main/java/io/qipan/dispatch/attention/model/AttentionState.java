package io.qipan.dispatch.attention.model;

import java.time.Instant;
import java.util.Locale;

/** Where an attention stands. What is open has a deadline; nothing leads back from settled. */
public sealed interface AttentionState {

    /** By the name that people and refusals use. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    sealed interface Open extends AttentionState {
        Instant nextDeadlineAt();

        int reminders();
    }

    record Untaken(Instant nextDeadlineAt, int reminders) implements Open {}

    record Taken(Instant at, Instant nextDeadlineAt, int reminders) implements Open {}

    record Settled(Instant at, String by, String note) implements AttentionState {}
}
