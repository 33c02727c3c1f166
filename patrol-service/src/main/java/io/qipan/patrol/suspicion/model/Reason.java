package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Quarter;
import java.util.Optional;

/**
 * Why a track is looked at twice.
 *
 * @param weight 0 to 1
 * @param count of jumps, prints or fixes it rests on
 * @param first the first quarter in which it shows
 */
public record Reason(Kind kind, double weight, int count, Optional<String> otherUnit, Quarter first, String text) {

    /** {@code qipan.patrol.v1.SuspicionKind} documents each. */
    public enum Kind {
        IMPOSSIBLE_SPEED,
        TWO_PLACES,
        REPLAYED_TRACK,
        SHARED_DEVICE,
        MOCK_LOCATION,
        OFF_WATER
    }
}
