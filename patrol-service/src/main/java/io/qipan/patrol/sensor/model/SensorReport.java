package io.qipan.patrol.sensor.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A report that was taken.
 *
 * @param alarm that it raised or belongs to
 * @param by subject of the token of who passed it on
 */
public record SensorReport(UUID id, Telling told, Instant receivedAt, Optional<UUID> alarm, String by) {

    public static String name(UUID id) {
        return "sensorReports/" + id;
    }

    public String name() {
        return name(id);
    }

    /** This report, if that is what comes again under its sequence and time. */
    public Decision<SensorReport> again(Telling telling) {
        return told.equals(telling)
                ? Decision.grant(this)
                : Decision.refuse(Refusal.of(
                                Reason.ALREADY_EXISTS,
                                told.feature() + " has told something else as number " + told.sequence() + " of "
                                        + told.observedAt() + ": " + name()
                                        + ". Number what is new anew, and repeat the same with the same content.")
                        .with("resource", name()));
    }
}
