package io.qipan.dispatch.duplicate.model;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That an incident was merged into another.
 *
 * @param rootWas what the other one was, if the merge made it active
 * @param undone if they were taken apart again
 */
public record Merge(
        UUID id,
        IncidentId incident,
        IncidentId into,
        Instant at,
        String by,
        String reason,
        Optional<Open> rootWas,
        Optional<Undone> undone) {

    /** Who took them apart, and why. */
    public record Undone(Instant at, String by, String reason) {}

    public String name() {
        return "incidentMerges/" + id;
    }
}
