package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.IncidentId;
import java.util.Optional;

/** The searches for missing people that are not closed. Asked of that feature. Inside a unit of work only. */
public interface OpenSearches {

    /** The name of one on this incident, or on one that is merged into it. */
    Optional<String> of(IncidentId incident);
}
