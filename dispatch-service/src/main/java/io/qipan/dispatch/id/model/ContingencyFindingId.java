package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies what a review of a contingency plan found. */
public record ContingencyFindingId(UUID uuid) {
    private static final String PREFIX = "contingencyFindings/";

    /** From a resource name that the contract's pattern has let through. */
    public static ContingencyFindingId parse(String name) {
        return new ContingencyFindingId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
