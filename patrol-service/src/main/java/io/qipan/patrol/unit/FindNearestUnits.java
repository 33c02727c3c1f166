package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Units that can be there soonest, and may go there by the season; from memory. */
@Singleton
public class FindNearestUnits {
    private final LiveUnits liveUnits;
    private final MovementRules movementRules;

    public FindNearestUnits(LiveUnits liveUnits, MovementRules movementRules) {
        this.liveUnits = liveUnits;
        this.movementRules = movementRules;
    }

    public Found find(Search search, Instant now) {
        return liveUnits.nearest(search, movementRules.at(search.point(), now), now);
    }
}
