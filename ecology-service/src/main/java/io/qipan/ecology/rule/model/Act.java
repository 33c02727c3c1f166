package io.qipan.ecology.rule.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

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

    /**
     * A box of degrees in which it happened, by the point, or else by what is drawn of the water and the area; empty if nothing
     * is known. Whatever lies outside of it can be left aside.
     */
    Optional<Envelope> within() {
        if (point.isPresent()) {
            return Optional.of(Box.around(point.get(), uncertaintyM));
        }
        Optional<Envelope> ofWater = water.flatMap(Water::bounds);
        Optional<Envelope> ofArea = area.flatMap(Area::nearestShape).map(AreaShape::bounds);
        return ofWater.isPresent() && ofArea.isPresent()
                ? Optional.of(ofWater.get().intersection(ofArea.get()))
                : ofWater.or(() -> ofArea);
    }

    /** Whether nothing in the box can be where it happened. */
    boolean isFarFrom(Envelope box) {
        return within().map(known -> !known.intersects(box)).orElse(false);
    }
}
