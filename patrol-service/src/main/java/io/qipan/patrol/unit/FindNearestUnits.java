package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Units that can be there soonest, from memory. */
@Singleton
public class FindNearestUnits {
    private final LiveUnits liveUnits;

    public FindNearestUnits(LiveUnits liveUnits) {
        this.liveUnits = liveUnits;
    }

    public Found find(Search search, Instant now) {
        return liveUnits.nearest(search, now);
    }
}
