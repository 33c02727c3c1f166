package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;
import java.util.Collection;

/** The orders of an incident that are not over. Asked of the order feature. Inside a unit of work only. */
public interface OpenOrders {
    int countOf(IncidentId incident);

    /** Whether a unit has arrived by an order for the incident, or for one that is merged into it, over or not. */
    boolean attended(IncidentId incident);

    /** Whether there is one for this unit, {@code units/{id}}. */
    boolean has(IncidentId incident, String unit);

    /** Whether there is one for this unit, over or not, for the incident or given for it before it was merged. */
    boolean hadAny(IncidentId incident, String unit);

    /**
     * Has those of one incident go on under another one; each keeps its unit, its owner and its deadlines. Refuses
     * UNIT_ALREADY_ORDERED. Returns how many.
     */
    int move(IncidentId from, IncidentId to, Instant now);

    /**
     * Has the orders that were given for these incidents, over or not, come back from the one under which they went on to one
     * of them. Returns how many.
     */
    int moveBack(IncidentId from, Collection<IncidentId> givenFor, IncidentId to, Instant now);

    /** Makes somebody the owner of all of them. */
    void takeOver(IncidentId incident, String owner, Instant now);
}
