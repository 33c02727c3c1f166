package io.qipan.dispatch.response;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Recommendation.Choice;
import io.qipan.dispatch.response.model.CoverageGap;
import io.qipan.runtime.peer.PeerAway;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which zones would be left bare, by the grid that is active now. Not inside a unit of work. */
@Singleton
public class FindCoverageGaps {
    /** Each is a call. */
    private static final int MOST_LOCATED = 200;

    private final PatrolFacts patrol;

    FindCoverageGaps(PatrolFacts patrol) {
        this.patrol = patrol;
    }

    /**
     * Empty if nobody can say.
     *
     * @param units all of them
     */
    public Optional<List<CoverageGap>> gaps(List<Choice> proposed, List<Candidate> units) {
        List<Candidate> toLocate = CoverageGap.toLocate(proposed, units);
        if (toLocate.size() > MOST_LOCATED) {
            return Optional.empty();
        }
        Map<String, String> zones = new HashMap<>();
        try {
            for (Candidate unit : toLocate) {
                patrol.zoneOf(unit.position().orElseThrow().point()).ifPresent(zone -> zones.put(unit.unit(), zone));
            }
        } catch (PeerAway e) {
            return Optional.empty();
        }
        return Optional.of(CoverageGap.of(proposed, toLocate, zones));
    }
}
