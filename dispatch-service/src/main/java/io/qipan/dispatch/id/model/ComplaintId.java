package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a complaint. */
public record ComplaintId(UUID uuid) {
    private static final String PREFIX = "complaints/";

    /** From a resource name that the contract's pattern has let through. */
    public static ComplaintId parse(String name) {
        return new ComplaintId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
