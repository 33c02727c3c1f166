package io.qipan.dispatch.referral;

import io.qipan.dispatch.id.model.ReferralId;
import java.util.Optional;

/** Who called the agency, locked away until the matter is a call or goes back. Inside a unit of work only. */
interface ReferredNumbers {

    void keep(ReferralId referral, String number);

    /**
     * Ends the keeping and tells what was kept; empty if nothing was, or its key was thrown away. Refuses
     * DEPENDENCY_UNAVAILABLE while its key has not come to this replica.
     */
    Optional<String> take(ReferralId referral);

    /** Ends the keeping. */
    void forget(ReferralId referral);
}
