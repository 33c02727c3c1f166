package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies an order. */
public record OrderId(UUID uuid) {
    private static final String PREFIX = "orders/";

    /** From a resource name that the contract's pattern has let through. */
    public static OrderId parse(String name) {
        return new OrderId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
