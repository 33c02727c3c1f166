package io.qipan.dispatch.sensor;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.sensor.model.KnownSensor;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells again that a sensor is silent, until it is not. */
@Singleton
class RemindOfSilentSensor implements DeadlineHandler {
    private final KnownSensorRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfSilentSensor(KnownSensorRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KnownSensorRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        Instant now = Times.now(clock);
        records.findAndHold(due.subject())
                .filter(sensor -> sensor.silence().isPresent())
                .ifPresent(sensor -> look(sensor, now));
    }

    private void look(KnownSensor silent, Instant now) {
        if (silent.nextDeadlineAt().filter(now::isBefore).isPresent()) {
            // The sweep had it looked at because its deadline was lost; nobody's time is shortened by that.
            records.schedule(silent);
            return;
        }
        records.change(silent.remind(now.plus(settings.remindSilentSensor())).orRefuse());
    }
}
