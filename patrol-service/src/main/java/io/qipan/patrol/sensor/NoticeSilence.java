package io.qipan.patrol.sensor;

import io.qipan.patrol.sensor.model.Sensor;
import io.qipan.patrol.sensor.model.SensorState.Silent;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that a device is quiet for longer than its interval, again and again until it reports. */
@Singleton
public class NoticeSilence implements DeadlineHandler {
    private final SensorRecords records;
    private final InstantSource clock;

    public NoticeSilence(SensorRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return SensorRecords.SILENT;
    }

    @Override
    public void handle(Due due) {
        Sensor sensor = records.lock(Sensor.feature(due.subject()));
        Instant now = Times.now(clock);
        if (sensor.state() instanceof Silent) {
            records.tellSilent(sensor, now);
            return;
        }
        switch (sensor.fallSilent(now)) {
            case Granted<Sensor>(Sensor silent) -> {
                String last = sensor.lastReceivedAt().map(at -> "since " + at).orElse("ever");
                records.change(
                        sensor,
                        silent,
                        now,
                        "It should report every " + sensor.everyS() + " s and has not " + last
                                + ". Have it looked at.");
            }
            // It has reported meanwhile, or our clock was set back.
            case Refused<Sensor> _ -> records.waitFor(sensor);
        }
    }
}
