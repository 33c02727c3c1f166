package io.qipan.dispatch.forcedplace.model;

import java.time.Instant;

/** Unverified with a next deadline, or settled. Nothing leads back; what lapsed can be settled by a person later. */
public sealed interface ForcedPlaceState {

    record Unverified(Instant nextDeadlineAt, int reminders) implements ForcedPlaceState {}

    record Settled(Outcome outcome, Instant at, String by, String rationale) implements ForcedPlaceState {}

    /** How it was settled; see {@code qipan.dispatch.v1.ForcedPlace.State}. */
    enum Outcome {
        VERIFIED,
        CORRECTED,
        /** Its call or incident ended before. */
        LAPSED
    }
}
