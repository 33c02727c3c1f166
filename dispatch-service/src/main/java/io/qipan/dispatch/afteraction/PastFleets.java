package io.qipan.dispatch.afteraction;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The units as patrol-service knew them at a moment. Everything ends with {@link io.qipan.runtime.peer.PeerAway} if it is away. */
public interface PastFleets {

    /** What every unit of a kind can do, how fast it is, and for how long its position is fresh. */
    record Kind(Set<String> capabilities, double speedMps, int staleAfterSeconds) {}

    /**
     * @param crewed units with a crew on duty
     * @param dutyLevel code of the one in force
     * @param kinds by code, those of today
     */
    record Fleet(List<Candidate> units, Set<String> crewed, Optional<String> dutyLevel, Map<String, Kind> kinds) {}

    Fleet at(Instant at);

    /** What one may move on at a place then. */
    Media mediaAt(Wgs84 place, Instant at);
}
