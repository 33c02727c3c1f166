package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies what one recipient hears of a command order. */
public record CommandNoticeId(UUID uuid) {
    private static final String PREFIX = "commandNotices/";

    /** From a resource name that the contract's pattern has let through. */
    public static CommandNoticeId parse(String name) {
        return new CommandNoticeId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
