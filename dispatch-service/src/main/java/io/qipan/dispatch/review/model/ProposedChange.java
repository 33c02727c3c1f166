package io.qipan.dispatch.review.model;

import io.qipan.dispatch.incident.model.IncidentOutcome;
import io.qipan.dispatch.incident.model.Priority;
import java.time.Instant;
import java.util.Optional;

/** What is proposed. */
public sealed interface ProposedChange {

    /** By the name that people and refusals use. An incident has one that waits of each kind at most. */
    String kind();

    /**
     * @param fromType what it was when it was proposed
     */
    record Reclassified(String fromType, Priority fromPriority, String toType, Priority toPriority)
            implements ProposedChange {
        @Override
        public String kind() {
            return "reclassification";
        }
    }

    /**
     * @param endedAt empty: when it is confirmed
     */
    record Ended(IncidentOutcome outcome, Optional<Instant> endedAt) implements ProposedChange {
        @Override
        public String kind() {
            return "ending";
        }
    }
}
