package io.qipan.dispatch.duplicate.model;

import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;

/** That two incidents belong together without being the same. */
public record Link(IncidentId incident, IncidentId other, Kind kind, Instant at, String by, String reason) {

    /** See {@code qipan.dispatch.v1.IncidentLink}. */
    public enum Kind {
        PART_OF,
        RELATED
    }
}
