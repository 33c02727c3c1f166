package io.qipan.ecology.rule.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What was done, when and where. Without a point, a water and an area nobody knows where.
 *
 * @param uncertaintyM metres around the point within which it happened
 * @param water where it is said to have happened
 * @param area where it is said to have happened
 * @param decidedOn the local day of the decision
 */
public record Act(
        Instant at,
        Activity activity,
        Optional<Wgs84> point,
        double uncertaintyM,
        Optional<Water> water,
        Optional<Area> area,
        Facts facts,
        LocalDate decidedOn) {
    /** The law counts days and hours in this zone. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    LocalDateTime local() {
        return LocalDateTime.ofInstant(at, ZONE);
    }

    /** Whether it is known by its point alone, so that whatever lies elsewhere can be left aside. */
    boolean isPointOnly() {
        return point.isPresent() && water.isEmpty() && area.isEmpty();
    }
}
