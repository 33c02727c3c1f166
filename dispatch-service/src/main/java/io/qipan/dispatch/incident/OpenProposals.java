package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.IncidentId;

/**
 * What is proposed about an incident and waits for a second person. Kept by the review feature. Inside a unit of work
 * only.
 */
public interface OpenProposals {

    /** Ends all that wait about this locked incident: nothing can come of them any more. */
    void overtake(IncidentId incident, String why);
}
