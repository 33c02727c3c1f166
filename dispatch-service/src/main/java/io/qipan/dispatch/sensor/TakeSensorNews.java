package io.qipan.dispatch.sensor;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.sensor.model.KnownSensor;
import io.qipan.dispatch.sensor.model.SensorNews;
import io.qipan.dispatch.sensor.model.SensorNews.Silence;
import io.qipan.proto.patrol.v1.Sensor;
import io.qipan.proto.patrol.v1.Sensor.State;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Puts a sensor that has fallen silent before people, and takes it from there when it speaks or nobody waits for it.
 * Told again, or later than what came after it, it changes nothing. Inside a unit of work only.
 */
@Singleton
public class TakeSensorNews {
    private final KnownSensorRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    TakeSensorNews(KnownSensorRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether it is in a state that is known here. */
    public static boolean tells(Sensor sensor) {
        return switch (sensor.getState()) {
            case UNWATCHED, SPEAKING, SILENT -> true;
            case STATE_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /** Whether these were news. Refuses INVALID_FIELD. */
    public boolean take(Sensor sensor) {
        Optional<KnownSensor> next = KnownSensor.after(
                records.findAndHold(sensor.getName()), news(sensor), Times.now(clock), settings.remindSilentSensor());
        next.ifPresent(records::change);
        return next.isPresent();
    }

    private static SensorNews news(Sensor sensor) {
        return new SensorNews(
                sensor.getName(),
                Etag.versionOf(sensor.getName(), sensor.getEtag()),
                changedAt(sensor),
                sensor.getState() == State.SILENT ? Optional.of(silence(sensor)) : Optional.empty());
    }

    /** It is silent an interval after its last report or the import. */
    private static Optional<Instant> changedAt(Sensor sensor) {
        return switch (sensor.getState()) {
            case SILENT -> Optional.of(Times.instant(sensor.getSilentSince()));
            case SPEAKING -> Optional.of(Times.instant(sensor.getSilentAt()).minusSeconds(sensor.getReportEveryS()));
            case UNWATCHED, STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Silence silence(Sensor sensor) {
        String last = sensor.hasLastReceivedAt() ? "since " + Times.instant(sensor.getLastReceivedAt()) : "ever";
        return new Silence(
                Times.instant(sensor.getSilentSince()),
                sensor.getOwner(),
                sensor.getDevice() + " has not reported " + last + " and should every " + sensor.getReportEveryS()
                        + " s. " + sensor.getOwner() + " has it looked at.");
    }
}
