package io.qipan.dispatch.missingperson.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a search came to.
 *
 * @param foundBy {@code units/{id}} or {@code agencies/{code}}
 * @param happenedAt when the person was found, came back, or the search was handed on
 */
public record Closing(
        Outcome outcome,
        Optional<Means> means,
        Optional<String> foundBy,
        Optional<String> handedTo,
        Instant happenedAt,
        Instant closedAt,
        String closedBy,
        String rationale) {

    /** See {@code qipan.dispatch.v1.SearchOutcome}. */
    public enum Outcome {
        FOUND_ALIVE,
        FOUND_DEAD,
        CAME_BACK,
        NOBODY_MISSING,
        HANDED_ON;

        public boolean isFound() {
            return this == FOUND_ALIVE || this == FOUND_DEAD;
        }

        /** Whoever is still missing is still looked for by the public. */
        public boolean endsNotices() {
            return this != HANDED_ON;
        }
    }

    /** See {@code qipan.dispatch.v1.FindingMeans}. */
    public enum Means {
        BY_SECTOR,
        BY_PATROL,
        BY_NOTICE,
        BY_FAMILY,
        BY_AGENCY,
        BY_ITSELF,
        BY_OTHER_MEANS
    }

    /** Since last seen; nothing if that may have been later. */
    public Duration missingFor(Instant lastSeenAt) {
        Duration passed = Duration.between(lastSeenAt, happenedAt);
        return passed.isNegative() ? Duration.ZERO : passed;
    }
}
