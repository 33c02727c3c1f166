package io.qipan.dispatch.complaint;

import io.qipan.dispatch.id.model.IncidentId;
import java.util.Collection;
import java.util.Set;

/** Who did what was done. Inside a unit of work only. */
interface PastWork {

    /** Whoever changed one of these incidents, or proposed or decided how it should end or be classed: subjects of tokens. */
    Set<String> on(Collection<IncidentId> incidents);
}
