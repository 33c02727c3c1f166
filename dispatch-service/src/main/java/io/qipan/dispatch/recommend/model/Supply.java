package io.qipan.dispatch.recommend.model;

import io.qipan.dispatch.recommend.model.Recommendation.Cause;
import java.util.List;

/**
 * How many units can meet a need, and how many of these are out of question, each for the first reason that holds. So
 * {@code qipan.patrol.v1.FindNearestUnitsResponse} counts them, and nobody has to read all units to say why some are
 * missing.
 *
 * @param able all that can do it
 * @param outOfService none of which is committed
 * @param offDuty by the roster
 * @param withoutPosition never located
 * @param outOfSeason may not go there now
 */
public record Supply(int able, int committed, int outOfService, int offDuty, int withoutPosition, int outOfSeason) {

    static Supply of(List<Candidate> candidates, Need need, Media media) {
        int able = 0;
        int committed = 0;
        int outOfService = 0;
        int offDuty = 0;
        int withoutPosition = 0;
        int outOfSeason = 0;
        for (Candidate candidate : candidates) {
            if (!candidate.can(need)) {
                continue;
            }
            able++;
            if (candidate.committed()) {
                committed++;
            } else if (!candidate.inService()) {
                outOfService++;
            } else if (!candidate.isFree()) {
                offDuty++;
            } else if (candidate.position().isEmpty()) {
                withoutPosition++;
            } else if (!media.let(candidate.capabilities())) {
                outOfSeason++;
            }
        }
        return new Supply(able, committed, outOfService, offDuty, withoutPosition, outOfSeason);
    }

    /** Why fewer can be sent than are needed. */
    Cause shortage() {
        int free = able - committed - outOfService - offDuty;
        if (able == 0) {
            return Cause.NO_SUCH_CAPABILITY;
        } else if (outOfService == able) {
            return Cause.ALL_OUT_OF_SERVICE;
        } else if (committed + outOfService == able) {
            return Cause.ALL_COMMITTED;
        } else if (free == 0) {
            return Cause.NO_CREW;
        } else if (withoutPosition == free) {
            return Cause.NO_POSITION;
        } else if (withoutPosition + outOfSeason == free) {
            return Cause.OUT_OF_SEASON;
        }
        return Cause.TOO_FEW;
    }
}
