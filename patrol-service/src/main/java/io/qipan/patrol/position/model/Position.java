package io.qipan.patrol.position.model;

import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Duration;
import java.time.Instant;

/**
 * Where a unit was.
 *
 * @param given as it was reported
 * @param accuracyM radius in metres
 * @param fixedAt by the clock of the device
 * @param receivedAt by the clock of the service
 */
public record Position(Datum given, Wgs84 wgs84, double accuracyM, Instant fixedAt, Instant receivedAt) {

    /** A position as it is reported; a point that is not on Earth in WGS-84 is refused. */
    public static Position reported(Datum given, double accuracyM, Instant fixedAt, Instant receivedAt) {
        return new Position(given, given.toWgs84(), accuracyM, fixedAt, receivedAt);
    }

    /**
     * When the unit was there. A device whose clock runs ahead tells a time that is still to come; no fix is later than its
     * arrival, and one that counted so would hide all that follow until then.
     */
    public Instant asOf() {
        return fixedAt.isBefore(receivedAt) ? fixedAt : receivedAt;
    }

    public boolean isOlderThan(Duration age, Instant now) {
        return asOf().plus(age).isBefore(now);
    }
}
