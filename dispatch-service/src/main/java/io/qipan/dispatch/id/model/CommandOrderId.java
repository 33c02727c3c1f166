package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a command order. */
public record CommandOrderId(UUID uuid) {
    private static final String PREFIX = "commandOrders/";

    /** From a resource name that the contract's pattern has let through. */
    public static CommandOrderId parse(String name) {
        return new CommandOrderId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
