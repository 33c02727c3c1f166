package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.patrol.unit.model.Search.Season;
import java.time.Instant;

/** The units as this replica knows them, in memory. */
public interface LiveUnits {

    /**
     * Those that can be there soonest. Never waits.
     *
     * @param season whether units may move where they are to go
     */
    Found nearest(Search search, Season season, Instant now);
}
