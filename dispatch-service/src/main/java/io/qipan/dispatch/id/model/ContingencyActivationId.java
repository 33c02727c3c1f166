package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies an activation of a contingency plan; its review has the same uuid. */
public record ContingencyActivationId(UUID uuid) {
    private static final String PREFIX = "contingencyActivations/";
    private static final String REVIEW = "contingencyReviews/";

    /** From a resource name that the contract's pattern has let through. */
    public static ContingencyActivationId parse(String name) {
        return new ContingencyActivationId(ResourceName.uuid(PREFIX, name));
    }

    /** From the name of its review. */
    public static ContingencyActivationId ofReview(String name) {
        return new ContingencyActivationId(ResourceName.uuid(REVIEW, name));
    }

    public String name() {
        return PREFIX + uuid;
    }

    public String reviewName() {
        return REVIEW + uuid;
    }
}
