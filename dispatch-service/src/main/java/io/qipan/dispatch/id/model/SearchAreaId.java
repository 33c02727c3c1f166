package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies an area of search. */
public record SearchAreaId(UUID uuid) {
    private static final String PREFIX = "searchAreas/";

    /** From a resource name that the contract's pattern has let through. */
    public static SearchAreaId parse(String name) {
        return new SearchAreaId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
