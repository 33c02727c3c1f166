package io.qipan.dispatch.referral;

import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Referral;
import java.util.List;
import java.util.Optional;

/** The matters that others have handed to us. Inside a unit of work only. */
interface Referrals {

    /** Which to list; what is empty does not restrict. */
    record Filter(Optional<String> agency, boolean openOnly) {}

    /** The one of this key, locked. One of the same key that is being offered now is waited for. */
    Optional<Referral> findAndHold(String agency, String reference);

    void add(Referral referral);

    Optional<Referral> find(ReferralId id);

    /** The referral, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    Referral lock(ReferralId id);

    void save(Referral referral);

    /** The one that was offered in place of this one, the first if there are several. */
    Optional<Referral> findAfter(ReferralId id);

    /** Newest first, older than the given id. */
    List<Referral> list(Filter filter, Optional<ReferralId> olderThan, int limit);
}
