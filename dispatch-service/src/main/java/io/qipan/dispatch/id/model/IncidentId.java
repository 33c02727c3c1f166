package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies an incident. */
public record IncidentId(UUID uuid) {
    private static final String PREFIX = "incidents/";

    /** From a resource name that the contract's pattern has let through. */
    public static IncidentId parse(String name) {
        return new IncidentId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
