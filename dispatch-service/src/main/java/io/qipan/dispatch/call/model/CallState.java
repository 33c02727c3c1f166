package io.qipan.dispatch.call.model;

import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;
import java.util.Optional;

/** Open with a next deadline, or ended with an outcome. Only from being attached or transferred a way leads back. */
public sealed interface CallState {

    /** By the name that people and refusals use. */
    default String word() {
        return switch (this) {
            case Open _ -> "open";
            case Ended _ -> "ended";
        };
    }

    record Open(Instant nextDeadlineAt) implements CallState {}

    record Ended(CallOutcome outcome, String rationale, Optional<IncidentId> incident) implements CallState {}
}
