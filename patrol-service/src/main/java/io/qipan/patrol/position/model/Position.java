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

    public boolean isOlderThan(Duration age, Instant now) {
        return fixedAt.plus(age).isBefore(now);
    }
}
