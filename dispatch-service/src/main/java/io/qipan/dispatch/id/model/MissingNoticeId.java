package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a notice about a missing person. */
public record MissingNoticeId(UUID uuid) {
    private static final String PREFIX = "missingNotices/";

    /** From a resource name that the contract's pattern has let through. */
    public static MissingNoticeId parse(String name) {
        return new MissingNoticeId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
