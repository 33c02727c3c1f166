package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies an attention. */
public record AttentionId(UUID uuid) {
    private static final String PREFIX = "attentions/";

    /** From a resource name that the contract's pattern has let through. */
    public static AttentionId parse(String name) {
        return new AttentionId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
