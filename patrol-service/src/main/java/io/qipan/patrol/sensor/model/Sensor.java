package io.qipan.patrol.sensor.model;

import io.qipan.patrol.sensor.model.SensorState.Silent;
import io.qipan.patrol.sensor.model.SensorState.Speaking;
import io.qipan.patrol.sensor.model.SensorState.Unwatched;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * How one device of the grid speaks.
 *
 * @param feature its name in the grid
 * @param version counts the changes, without reports that change nothing else; its text is the etag
 * @param everyS how often it reports at least (s); 0 while it is unwatched
 */
public record Sensor(String feature, long version, SensorState state, int everyS, Optional<Instant> lastReceivedAt) {
    public static final String KIND = "sensors/";
    private static final String FEATURE_KIND = "gridFeatures/";

    /** One that has not been heard of. */
    public static Sensor unheard(String feature) {
        return new Sensor(feature, 1, new Unwatched(), 0, Optional.empty());
    }

    public String name() {
        return KIND + feature.substring(FEATURE_KIND.length());
    }

    /** The feature of the sensor of this name. */
    public static String feature(String name) {
        return FEATURE_KIND + name.substring(KIND.length());
    }

    public String etag() {
        return Long.toString(version);
    }

    /** The grid states this interval; 0: none, or the device is gone. What is silent stays so until it speaks. */
    public Sensor stated(int otherEveryS, Instant now) {
        if (otherEveryS == everyS) {
            return this;
        }
        if (otherEveryS == 0) {
            return new Sensor(feature, version + 1, new Unwatched(), 0, lastReceivedAt);
        }
        SensorState next = state instanceof Silent ? state : new Speaking(now.plusSeconds(otherEveryS));
        return new Sensor(feature, version + 1, next, otherEveryS, lastReceivedAt);
    }

    /** A report of it came; the first one, and one after silence, is a change that is told. */
    public Sensor heard(Instant now) {
        SensorState next = state instanceof Unwatched ? state : new Speaking(now.plusSeconds(everyS));
        boolean isNews = lastReceivedAt.isEmpty() || state instanceof Silent;
        return new Sensor(feature, isNews ? version + 1 : version, next, everyS, Optional.of(now));
    }

    /** Its interval is over. */
    public Decision<Sensor> fallSilent(Instant now) {
        return state instanceof Speaking(Instant silentAt) && !now.isBefore(silentAt)
                ? Decision.grant(new Sensor(feature, version + 1, new Silent(silentAt), everyS, lastReceivedAt))
                : Decision.refuse(Refusal.illegalTransition(name(), state.word(), "fall silent at " + now));
    }
}
