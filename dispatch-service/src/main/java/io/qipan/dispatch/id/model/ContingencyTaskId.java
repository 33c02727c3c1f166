package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies a task of a contingency plan. */
public record ContingencyTaskId(UUID uuid) {
    private static final String PREFIX = "contingencyTasks/";

    /** From a resource name that the contract's pattern has let through. */
    public static ContingencyTaskId parse(String name) {
        return new ContingencyTaskId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
