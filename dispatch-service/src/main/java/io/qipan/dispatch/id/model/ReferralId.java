package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a referral. */
public record ReferralId(UUID uuid) {
    private static final String PREFIX = "referrals/";

    /** From a resource name that the contract's pattern has let through. */
    public static ReferralId parse(String name) {
        return new ReferralId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
