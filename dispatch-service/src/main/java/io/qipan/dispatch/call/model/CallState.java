package io.qipan.dispatch.call.model;

import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;
import java.util.Optional;

/** Open with a next deadline, or ended with an outcome. Nothing leads back. */
public sealed interface CallState {

    record Open(Instant nextDeadlineAt) implements CallState {}

    record Ended(CallOutcome outcome, String rationale, Optional<IncidentId> incident) implements CallState {}
}
