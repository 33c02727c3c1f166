package io.qipan.dispatch.duplicate.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.Optional;

/**
 * What a call or an incident says of what happened.
 *
 * @param type code of a type, if somebody has said one
 * @param lifeRisk a life is in danger now
 */
public record Sighting(
        Optional<Spot> spot, Instant at, Optional<String> type, String words, boolean lifeRisk, boolean drill) {

    /**
     * A place on the map.
     *
     * @param radiusM metres that hold the true place with 95 % confidence
     */
    public record Spot(Wgs84 middle, double radiusM) {}
}
