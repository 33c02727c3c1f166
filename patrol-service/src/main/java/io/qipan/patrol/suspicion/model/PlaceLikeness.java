package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Quarter;
import java.util.List;

/**
 * A quarter of a track that has timed places in common with another one, which is not later.
 *
 * @param otherUnit may be the same unit
 * @param otherLevel of the places that the other one kept
 */
public record PlaceLikeness(
        Quarter quarter, String otherUnit, Quarter otherQuarter, int otherLevel, List<Match> common) {

    /**
     * @param ms when it was there, since its quarter began
     * @param otherMs the same of the other one
     */
    public record Match(long place, int ms, int otherMs) {}

    public PlaceLikeness {
        common = List.copyOf(common);
    }
}
