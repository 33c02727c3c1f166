package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a proposal. */
public record ProposalId(UUID uuid) {
    private static final String PREFIX = "proposals/";

    /** From a resource name that the contract's pattern has let through. */
    public static ProposalId parse(String name) {
        return new ProposalId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
