package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Units that can be there soonest. */
@Singleton
public class FindNearestUnits {
    private final Units units;

    public FindNearestUnits(Units units) {
        this.units = units;
    }

    public Found find(Search search, Instant now) {
        return search.among(units.able(search.capabilities()), now);
    }
}
