package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Search.Season;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;

/** What may move where, and when. Answers from memory. */
public interface MovementRules {

    /** For one search: where the place lies is looked up once, whoever is asked about. For one thread. */
    Season at(Wgs84 place, Instant at);
}
