package io.qipan.ecology.hotspot.model;

import io.qipan.ecology.clue.model.Estimate.Confidence;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.UUID;

/**
 * One detection of an active fire.
 *
 * @param satellite as FIRMS names it
 * @param point the middle of the pixel
 * @param frpMw fire radiative power in MW
 */
public record Hotspot(UUID id, String satellite, Instant acquiredAt, Wgs84 point, Confidence confidence, double frpMw) {

    /** What makes it this detection and no other. */
    public record Key(String satellite, Instant acquiredAt, Wgs84 point) {}

    public Key key() {
        return new Key(satellite, acquiredAt, point);
    }
}
