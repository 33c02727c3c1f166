package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Movement;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.Collection;

/** What may move where, and when. Answers from memory. */
public interface MovementRules {

    /**
     * @param kind code of the unit's kind
     * @param extraCapabilities of the unit, beyond those of its kind
     */
    Movement mayMove(String kind, Collection<String> extraCapabilities, Wgs84 place, Instant at);
}
