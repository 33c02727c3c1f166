package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a place that was forced. */
public record ForcedPlaceId(UUID uuid) {
    private static final String PREFIX = "forcedPlaces/";

    /** From a resource name that the contract's pattern has let through. */
    public static ForcedPlaceId parse(String name) {
        return new ForcedPlaceId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
