package io.qipan.dispatch.incident;

import io.qipan.dispatch.incident.model.Incident;

/** The cases of ecology-service. */
public interface EcologyCases {

    /**
     * Opens the case of an incident, or finds the one it has.
     *
     * @return its name, {@code cases/{uuid}}
     * @throws io.qipan.runtime.peer.PeerAway if ecology-service cannot help now
     */
    String open(Incident incident, String activity);
}
