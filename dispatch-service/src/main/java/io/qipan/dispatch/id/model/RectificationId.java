package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies what is done about a hotspot. */
public record RectificationId(UUID uuid) {
    private static final String PREFIX = "rectifications/";

    /** From a resource name that the contract's pattern has let through. */
    public static RectificationId parse(String name) {
        return new RectificationId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
