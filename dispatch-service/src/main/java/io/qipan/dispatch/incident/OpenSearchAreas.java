package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;

/**
 * The areas of search that are open on a locked incident, or on those that are merged into it. Told to that feature.
 * Inside a unit of work only.
 */
public interface OpenSearchAreas {

    /** A person has chosen a point for it. */
    void found(IncidentId incident, String by, Instant now, String how);

    /** It has ended. */
    void end(IncidentId incident, String by, Instant now);

    /** Makes somebody their owner. */
    void takeOver(IncidentId incident, String owner, Instant now);
}
