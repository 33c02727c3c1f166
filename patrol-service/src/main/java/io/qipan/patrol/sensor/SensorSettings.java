package io.qipan.patrol.sensor;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How patient sensors are listened to. */
@Singleton
public class SensorSettings {
    private final Duration foldAlarms;
    private final Duration remindOfAlarm;
    private final Duration remindOfSilence;
    private final String owner;
    private final Duration reportsKept;

    public SensorSettings(
            @ConfigProperty(name = "qipan.sensor.fold-alarms") Duration foldAlarms,
            @ConfigProperty(name = "qipan.sensor.remind-of-alarm") Duration remindOfAlarm,
            @ConfigProperty(name = "qipan.sensor.remind-of-silence") Duration remindOfSilence,
            @ConfigProperty(name = "qipan.sensor.owner") String owner,
            @ConfigProperty(name = "qipan.sensor.reports-kept") Duration reportsKept) {
        this.foldAlarms = positive("qipan.sensor.fold-alarms", foldAlarms);
        this.remindOfAlarm = positive("qipan.sensor.remind-of-alarm", remindOfAlarm);
        this.remindOfSilence = positive("qipan.sensor.remind-of-silence", remindOfSilence);
        this.owner = owner;
        this.reportsKept = positive("qipan.sensor.reports-kept", reportsKept);
    }

    /** A deadline that is due again at once would never end. */
    private static Duration positive(String setting, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(setting + " is " + value + " and must be longer than nothing.");
        }
        return value;
    }

    /** For how long after the first further alarms of a device belong to the same. */
    Duration foldAlarms() {
        return foldAlarms;
    }

    /** How long an alarm may wait for dispatch-service before everybody who watches is told, and told again. */
    Duration remindOfAlarm() {
        return remindOfAlarm;
    }

    /** How often everybody who watches is told again that a device is silent. */
    Duration remindOfSilence() {
        return remindOfSilence;
    }

    /** Who has silent devices looked at: {@code desk:..} or the subject of a token. */
    String owner() {
        return owner;
    }

    /** How long a report that belongs to no alarm is kept. */
    Duration reportsKept() {
        return reportsKept;
    }
}
