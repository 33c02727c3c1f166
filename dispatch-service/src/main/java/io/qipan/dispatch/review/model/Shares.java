package io.qipan.dispatch.review.model;

import java.util.EnumMap;
import java.util.Map;

/** With which probability an ending is drawn. */
public record Shares(Map<Ground, Double> ofGround) {

    /** Fails on what is no share: a system that would look at nothing by mistake must not start. */
    public Shares {
        for (Ground ground : Ground.values()) {
            Double share = ofGround.get(ground);
            if (share == null || !(share >= 0 && share <= 1)) {
                throw new IllegalStateException("The share of " + ground + " that is looked at again is " + share
                        + ": it must be 0 to 1. See qipan.dispatch.review-share-*.");
            }
        }
        ofGround = Map.copyOf(new EnumMap<>(ofGround));
    }

    public double of(Ground ground) {
        return ofGround.getOrDefault(ground, 0.0);
    }
}
