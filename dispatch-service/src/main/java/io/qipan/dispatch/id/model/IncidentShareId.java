package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies that an incident is shared with an agency. */
public record IncidentShareId(UUID uuid) {
    private static final String PREFIX = "incidentShares/";

    /** From a resource name that the contract's pattern has let through. */
    public static IncidentShareId parse(String name) {
        return new IncidentShareId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
