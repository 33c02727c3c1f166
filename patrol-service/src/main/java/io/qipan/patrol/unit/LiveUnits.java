package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import java.time.Instant;

/** The units as this replica knows them, in memory. */
public interface LiveUnits {

    /** Those that can be there soonest. Never waits. */
    Found nearest(Search search, Instant now);
}
