package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a call. */
public record CallId(UUID uuid) {
    private static final String PREFIX = "calls/";

    /** From a resource name that the contract's pattern has let through. */
    public static CallId parse(String name) {
        return new CallId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
