package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.VisitPlan;

/** The visiting rules of patrol-service. */
public interface VisitingRules {

    /**
     * Makes what is to be visited for a jurisdiction exactly this. Can be repeated.
     *
     * @throws io.qipan.runtime.peer.PeerAway if patrol-service cannot help now
     */
    void put(VisitPlan plan);
}
