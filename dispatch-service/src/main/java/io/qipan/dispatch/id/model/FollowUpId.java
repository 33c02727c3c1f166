package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a follow-up; its uuid is the id of its message. */
public record FollowUpId(UUID uuid) {
    private static final String PREFIX = "followUps/";

    /** From a resource name that the contract's pattern has let through. */
    public static FollowUpId parse(String name) {
        return new FollowUpId(ResourceName.uuid(PREFIX, name));
    }

    /** From the id that came with a message. */
    public static FollowUpId ofMessage(String messageId) {
        return parse(PREFIX + messageId);
    }

    public String name() {
        return PREFIX + uuid;
    }

    public String messageId() {
        return uuid.toString();
    }
}
