package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a search for a missing person. */
public record MissingSearchId(UUID uuid) {
    private static final String PREFIX = "missingSearches/";

    /** From a resource name that the contract's pattern has let through. */
    public static MissingSearchId parse(String name) {
        return new MissingSearchId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
