package io.qipan.ecology.rule.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What was done, when and where. Without a point and a water nobody knows where.
 *
 * @param uncertaintyM metres around the point within which it happened
 * @param water where it is said to have happened
 */
public record Act(Instant at, Activity activity, Optional<Wgs84> point, double uncertaintyM, Optional<Water> water) {
    /** The law counts days and hours in this zone. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    LocalDateTime local() {
        return LocalDateTime.ofInstant(at, ZONE);
    }
}
