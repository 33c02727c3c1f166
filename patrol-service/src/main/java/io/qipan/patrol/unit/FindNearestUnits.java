package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Units that can be there soonest. */
@Singleton
public class FindNearestUnits {
    private final Units units;
    private final MovementRules movementRules;

    public FindNearestUnits(Units units, MovementRules movementRules) {
        this.units = units;
        this.movementRules = movementRules;
    }

    public Found find(Search search, Instant now) {
        return search.among(
                units.able(search.capabilities()),
                unit -> movementRules.mayMove(unit.kind(), unit.extraCapabilities(), search.point(), now),
                now);
    }
}
