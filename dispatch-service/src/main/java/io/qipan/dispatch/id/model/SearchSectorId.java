package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a sector of a search. */
public record SearchSectorId(UUID uuid) {
    private static final String PREFIX = "searchSectors/";

    /** From a resource name that the contract's pattern has let through. */
    public static SearchSectorId parse(String name) {
        return new SearchSectorId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
