package io.qipan.dispatch.referral;

import io.qipan.dispatch.id.model.ReferralId;
import java.util.Optional;

/**
 * Who called the agency, locked away until the matter is a call or goes back, or until the key can be read if that is later.
 * Inside a unit of work only.
 */
interface ReferredNumbers {

    void keep(ReferralId referral, String number);

    /**
     * Ends the keeping and tells what was kept; empty if nothing was, or its key was thrown away. Empty too while its key
     * has not come to this replica or no key can be read: that is no reason to keep anybody waiting, and it stays kept.
     */
    Optional<String> take(ReferralId referral);

    boolean isKept(ReferralId referral);

    /** Ends the keeping. */
    void forget(ReferralId referral);
}
