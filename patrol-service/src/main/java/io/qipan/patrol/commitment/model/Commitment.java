package io.qipan.patrol.commitment.model;

import java.time.Instant;

/** What is between an order and a unit. It begins held or never held, and ends released. */
public sealed interface Commitment {

    /** {@code orders/{uuid}}; an order has one commitment at most. */
    String order();

    /** {@code units/{id}}. */
    String unit();

    /** {@code incidents/{uuid}}. */
    String incident();

    /** {@code commitments/{uuid}}; the uuid is that of the order. */
    default String name() {
        return "commitments/" + order().substring("orders/".length());
    }

    /** The order has the unit. */
    record Held(String order, String unit, String incident, Instant committedAt) implements Commitment {
        public Released release(ReleaseReason reason, Instant at) {
            return new Released(this, at, reason);
        }
    }

    /** The order had the unit. Events may be reported late and out of order, so the two times are not compared. */
    record Released(Held held, Instant releasedAt, ReleaseReason reason) implements Commitment {
        @Override
        public String order() {
            return held.order();
        }

        @Override
        public String unit() {
            return held.unit();
        }

        @Override
        public String incident() {
            return held.incident();
        }
    }

    /** The order was released before it had the unit, and must not get it any more: its commit may still be on the way. */
    record NeverHeld(String order, String unit, String incident, Instant releasedAt, ReleaseReason reason)
            implements Commitment {}
}
