package io.qipan.dispatch.supervision.model;

import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a supervision order says, which never changes.
 *
 * @param subject what it is about, by its name
 * @param incident of the subject
 * @param drill whether its subject is one
 * @param addressee subject of a token, {@code desk:..} or {@code agencies/..}
 * @param issuer subject of a token
 */
public record Demand(
        String subject,
        Optional<IncidentId> incident,
        boolean drill,
        String text,
        String addressee,
        String issuer,
        Instant issuedAt,
        Instant signBy) {

    /** Whether anybody may sign who acts for the addressee; else it is one person. */
    boolean isForMany() {
        return addressee.startsWith("desk:") || addressee.startsWith("agencies/");
    }
}
