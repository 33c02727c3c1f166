package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.dispatch.recommend.model.Supply;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The units as patrol-service knows them now. */
public interface PatrolUnits {

    /** More are not told at a time. */
    int MOST_SOONEST = 100;

    /** Of larger places nobody is the soonest. */
    double LARGEST_RADIUS_M = 100_000;

    /** All units. Ends with {@link io.qipan.runtime.peer.PeerAway} if patrol-service cannot help now. */
    List<Candidate> all();

    /**
     * @param units those that can be sent now and may go there, soonest first
     * @param all how many there are in all, and why the others cannot
     */
    record Soonest(List<Candidate> units, Supply all) {
        public Soonest {
            units = List.copyOf(units);
        }
    }

    /**
     * Of each capability those that come soonest; all are asked for at the same time. Ends as {@link #all} does.
     *
     * @param capabilities empty for anything
     * @param target with a radius of at most {@link #LARGEST_RADIUS_M}
     * @param most how many of each at most, 1 to {@link #MOST_SOONEST}
     */
    Map<String, Soonest> soonest(Set<String> capabilities, Target target, int most);

    /** What one may move on at a place now. Ends as {@link #all} does. */
    Media mediaAt(Wgs84 place);
}
