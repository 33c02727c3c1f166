package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.IncidentId;

/** The orders of an incident that are not over. Asked of the order feature. Inside a unit of work only. */
public interface OpenOrders {
    int countOf(IncidentId incident);

    /** Whether there is one for this unit, {@code units/{id}}. */
    boolean has(IncidentId incident, String unit);
}
