package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;

/** The orders of an incident that are not over. Asked of the order feature. Inside a unit of work only. */
public interface OpenOrders {
    int countOf(IncidentId incident);

    /** Whether there is one for this unit, {@code units/{id}}. */
    boolean has(IncidentId incident, String unit);

    /** Makes somebody the owner of all of them. */
    void takeOver(IncidentId incident, String owner, Instant now);
}
