package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Priority;

/** An incident as persons have left it. */
public record PastCase(IncidentId id, String type, Priority priority) {

    /** With what was told of it. */
    public record Told(PastCase past, String text) {}
}
