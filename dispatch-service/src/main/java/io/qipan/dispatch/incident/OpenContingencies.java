package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;

/**
 * The contingency plans that are carried out for a locked incident, or for those that are merged into it. Asked of that
 * feature. Inside a unit of work only.
 */
public interface OpenContingencies {

    /** Refuses TASKS_OPEN while a mandatory task is open. */
    void refuseWhileOpen(IncidentId incident);

    /** It has ended, and no mandatory task is open. */
    void end(IncidentId incident, String by, Instant now);
}
