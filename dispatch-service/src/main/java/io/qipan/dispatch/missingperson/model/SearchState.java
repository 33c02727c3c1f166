package io.qipan.dispatch.missingperson.model;

import java.time.Instant;
import java.util.Locale;

/** Going, held for a while, or closed. Nothing leads back from closed. */
public sealed interface SearchState {

    /** By the name that people and refusals use. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Looked at again at a set time. */
    sealed interface Open extends SearchState {
        Instant nextDeadlineAt();
    }

    /** The circle widens by the clock. */
    record Going(Instant nextDeadlineAt) implements Open {}

    /** The circle stays as it is until the deadline. */
    record Held(Instant nextDeadlineAt, String by, String reason) implements Open {}

    record Closed(Closing closing) implements SearchState {}
}
