package io.qipan.dispatch.response;

import io.qipan.runtime.place.Datum.Wgs84;
import java.util.Optional;

/** What plans are chosen and judged by that patrol-service knows. Both end with {@link io.qipan.runtime.peer.PeerAway}. */
public interface PatrolFacts {

    /** The zone of the grid that a place is in, {@code gridFeatures/zone-...}. */
    Optional<String> zoneOf(Wgs84 place);

    /** The code of the duty level in force. */
    Optional<String> dutyLevel();
}
