package io.qipan.dispatch.order;

import io.qipan.dispatch.order.model.Order;
import java.time.Instant;
import java.util.Optional;

/** The commitments of units, which patrol-service keeps. Every call ends with {@link io.qipan.runtime.peer.PeerAway} if it cannot help now. */
public interface Commitments {

    /** Whether a unit was committed to an order. */
    sealed interface Answer {
        record Committed() implements Answer {}

        record NotCommitted(String reason) implements Answer {}
    }

    /** Commits the unit of an order; asking again changes nothing. */
    Answer commit(Order order, Instant committedAt);

    /**
     * Frees the unit of an order; asking again changes nothing.
     *
     * @return since when the order had held the unit; empty if it never did
     */
    Optional<Instant> release(Order order, String reason, Instant releasedAt);
}
