package io.qipan.dispatch.id.model;

import java.util.UUID;

/** Identifies an ending of an incident or of a call, and the review of it. */
public record ClosureReviewId(UUID uuid) {
    private static final String PREFIX = "closureReviews/";

    /** From a resource name that the contract's pattern has let through. */
    public static ClosureReviewId parse(String name) {
        return new ClosureReviewId(ResourceName.uuid(PREFIX, name));
    }

    public String name() {
        return PREFIX + uuid;
    }
}
