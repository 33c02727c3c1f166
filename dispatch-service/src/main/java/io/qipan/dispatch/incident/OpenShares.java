package io.qipan.dispatch.incident;

import io.qipan.dispatch.incident.model.Incident;

/** The agencies that an incident is shared with. Told to that feature. Inside a unit of work only. */
public interface OpenShares {

    /** A locked incident has changed, and is so now. */
    void changed(Incident incident);
}
