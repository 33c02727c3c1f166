package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies what was asked and suggested when an incident was classified. */
public record IncidentInterviewId(UUID uuid) {
    private static final String PREFIX = "incidentInterviews/";

    /** From a resource name that the contract's pattern has let through. */
    public static IncidentInterviewId parse(String name) {
        return new IncidentInterviewId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
