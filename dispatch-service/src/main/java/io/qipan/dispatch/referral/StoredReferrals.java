package io.qipan.dispatch.referral;

import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.proto.dispatch.v1.Referral;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Referrals as they are stored, for whoever compares them with what was told of them. Inside a unit of work only. */
@Singleton
public class StoredReferrals {
    private final Referrals referrals;

    StoredReferrals(Referrals referrals) {
        this.referrals = referrals;
    }

    public Optional<Referral> find(ReferralId id) {
        return referrals.find(id).map(ReferralMessages::message);
    }
}
