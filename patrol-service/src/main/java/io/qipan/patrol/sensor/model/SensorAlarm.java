package io.qipan.patrol.sensor.model;

import io.qipan.patrol.grid.model.DeviceReport;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.sensor.model.AlarmState.Called;
import io.qipan.patrol.sensor.model.AlarmState.Ended;
import io.qipan.patrol.sensor.model.AlarmState.Raised;
import io.qipan.patrol.sensor.model.AlarmState.UnderWay;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.locationtech.jts.geom.Coordinate;

/**
 * What a device raised an alarm for.
 *
 * @param version counts the changes; its text is the etag
 * @param titleEn as the grid had it then
 * @param place of the device then
 * @param foldsUntil further alarms that come before then belong to it
 * @param reports how many it has
 * @param value of the first of them
 */
public record SensorAlarm(
        UUID id,
        long version,
        String feature,
        String titleEn,
        String titleZh,
        DeviceReport kind,
        Wgs84 place,
        boolean drill,
        Instant raisedAt,
        Instant foldsUntil,
        Instant lastReceivedAt,
        Instant firstObservedAt,
        Instant lastObservedAt,
        int reports,
        Optional<Double> value,
        String unit,
        AlarmState state) {

    public static String name(UUID id) {
        return "sensorAlarms/" + id;
    }

    /**
     * @param window from the first report on, further ones raise no other alarm for so long
     */
    public static SensorAlarm raised(UUID id, GridFeature device, Telling first, Instant now, Duration window) {
        Coordinate at = device.geometry().getCoordinate();
        return new SensorAlarm(
                id,
                1,
                first.feature(),
                device.titleEn(),
                device.titleZh(),
                first.kind(),
                new Wgs84(at.y, at.x),
                first.drill(),
                now,
                now.plus(window),
                now,
                first.observedAt(),
                first.observedAt(),
                1,
                first.value(),
                first.unit(),
                new Raised());
    }

    public String name() {
        return name(id);
    }

    public String etag() {
        return Long.toString(version);
    }

    public boolean isWaiting() {
        return state instanceof Raised;
    }

    /** Whether a further report that comes now belongs to it, whatever has become of it meanwhile. */
    public boolean takes(Telling further, Instant now) {
        return further.feature().equals(feature)
                && further.kind() == kind
                && further.drill() == drill
                && now.isBefore(foldsUntil);
    }

    public Decision<SensorAlarm> repeated(Telling further, Instant now) {
        if (!takes(further, now)) {
            return illegal("take number " + further.sequence() + " of " + further.feature() + " at " + now);
        }
        return Decision.grant(new SensorAlarm(
                id,
                version + 1,
                feature,
                titleEn,
                titleZh,
                kind,
                place,
                drill,
                raisedAt,
                foldsUntil,
                now,
                further.observedAt().isBefore(firstObservedAt) ? further.observedAt() : firstObservedAt,
                further.observedAt().isAfter(lastObservedAt) ? further.observedAt() : lastObservedAt,
                reports + 1,
                value,
                unit,
                state));
    }

    /** What has become of it; told again, it stays as it is. Its incident may change as long as it is worked. */
    public Decision<SensorAlarm> told(Fate fate) {
        AlarmState next = fate.state();
        if (state.itsCall().filter(call -> !call.equals(fate.call())).isPresent()) {
            return illegal("belong to " + fate.call() + " as well");
        }
        boolean onward = switch (state) {
            case Raised _, Called _ -> true;
            case UnderWay _ -> !(next instanceof Called);
            case Ended(String _, Optional<String> incident, Instant _, String outcome) ->
                fate.incident().equals(incident)
                        && fate.end().map(Fate.End::outcome).equals(Optional.of(outcome));
        };
        if (!onward) {
            return illegal("be " + next.word() + " any more");
        }
        return Decision.grant(next.equals(state) || state instanceof Ended ? this : become(next));
    }

    private SensorAlarm become(AlarmState next) {
        return new SensorAlarm(
                id,
                version + 1,
                feature,
                titleEn,
                titleZh,
                kind,
                place,
                drill,
                raisedAt,
                foldsUntil,
                lastReceivedAt,
                firstObservedAt,
                lastObservedAt,
                reports,
                value,
                unit,
                next);
    }

    private Decision<SensorAlarm> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), state.word(), action));
    }
}
