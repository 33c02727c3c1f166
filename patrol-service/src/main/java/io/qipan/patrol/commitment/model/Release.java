package io.qipan.patrol.commitment.model;

import io.qipan.patrol.commitment.model.Commitment.NeverHeld;
import java.time.Instant;

/**
 * An order gives up its unit, or whatever it may have.
 *
 * @param unit what the order was to get; an order that holds a unit gives up that one
 */
public record Release(String order, String unit, String incident, ReleaseReason reason, Instant at) {

    public NeverHeld beforehand() {
        return new NeverHeld(order, unit, incident, at, reason);
    }
}
