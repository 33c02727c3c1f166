package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a supervision order. */
public record SupervisionOrderId(UUID uuid) {
    private static final String PREFIX = "supervisionOrders/";

    /** From a resource name that the contract's pattern has let through. */
    public static SupervisionOrderId parse(String name) {
        return new SupervisionOrderId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
