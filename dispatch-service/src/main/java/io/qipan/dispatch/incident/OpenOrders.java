package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.IncidentId;

/** How many orders of an incident are not over. Asked of the order feature. */
public interface OpenOrders {
    int countOf(IncidentId incident);
}
