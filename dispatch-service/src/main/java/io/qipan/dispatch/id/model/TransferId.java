package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a transfer. */
public record TransferId(UUID uuid) {
    private static final String PREFIX = "transfers/";

    /** From a resource name that the contract's pattern has let through. */
    public static TransferId parse(String name) {
        return new TransferId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
