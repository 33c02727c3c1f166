package io.qipan.dispatch.peer;

import io.qipan.dispatch.order.model.Order;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The units of patrol-service. Every call ends with {@link io.qipan.runtime.peer.PeerAway} if it cannot be reached. */
public interface PatrolUnits {

    /** Whether a unit was committed to an order. */
    sealed interface Answer {
        record Committed() implements Answer {}

        record NotCommitted(String reason) implements Answer {}
    }

    /**
     * A unit as it is known.
     *
     * @param positionAt empty if it was never located
     */
    record KnownUnit(
            String name,
            String callSign,
            Set<String> capabilities,
            double speedMps,
            int staleAfterSeconds,
            boolean inService,
            boolean committed,
            Optional<Wgs84> position,
            Optional<Instant> positionAt) {}

    /** Commits the unit of an order; asking again changes nothing. */
    Answer commit(Order order, Instant committedAt);

    /** Frees the unit of an order; asking again changes nothing. */
    void release(Order order, String reason, Instant releasedAt);

    /** All units. */
    List<KnownUnit> all();
}
