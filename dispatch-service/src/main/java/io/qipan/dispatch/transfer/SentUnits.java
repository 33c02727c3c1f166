package io.qipan.dispatch.transfer;

import io.qipan.dispatch.id.model.IncidentId;

/** Whether units went out. Inside a unit of work only. */
public interface SentUnits {

    /** Whether a unit is on its way for this incident, at its scene, or was done there; also before it was merged into another. */
    boolean anyFor(IncidentId incident);
}
