package io.qipan.patrol.sensor;

import io.qipan.patrol.sensor.model.Sensor;
import io.qipan.patrol.sensor.model.SensorReport;
import io.qipan.patrol.sensor.model.SensorState.Silent;
import io.qipan.patrol.sensor.model.SensorState.Speaking;
import io.qipan.patrol.sensor.model.SensorState.Unwatched;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Stores what a device tells and how it speaks, tells the journal, keeps the deadline of its silence, always all. */
@Singleton
public class SensorRecords {
    /** Deadline of a device that has to report, and of one that has not until it does. */
    static final String SILENT = "sensor.silent";

    private final Sensors sensors;
    private final Journal journal;
    private final Deadlines deadlines;
    private final SensorSettings settings;

    public SensorRecords(Sensors sensors, Journal journal, Deadlines deadlines, SensorSettings settings) {
        this.sensors = sensors;
        this.journal = journal;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    Sensor lock(String feature) {
        return sensors.lock(feature);
    }

    /** Keeps a report of a locked device. */
    void add(SensorReport report) {
        sensors.addReport(report);
        journal.append(
                report.name(),
                "sensor_report.received",
                report.told().observedAt(),
                "",
                SensorMessages.message(report));
    }

    /** Stores the next state of a locked device. That it reported again changes nothing that is told. */
    void change(Sensor before, Sensor next, Instant now, String reason) {
        if (next.equals(before)) {
            return;
        }
        sensors.save(next);
        if (next.version() != before.version()) {
            tell(next, next.state().word(), now, reason);
        }
        switch (next.state()) {
            case Speaking _ -> waitFor(next);
            // With another interval it stays due when it was.
            case Silent _ -> {
                if (!(before.state() instanceof Silent)) {
                    remindLater(next, now);
                }
            }
            case Unwatched _ -> deadlines.lift(SILENT, next.name());
        }
    }

    private void tell(Sensor sensor, String action, Instant now, String reason) {
        journal.append(
                sensor.name(), "sensor." + action, now, reason, SensorMessages.message(sensor, settings.owner()));
    }

    private void remindLater(Sensor silent, Instant now) {
        deadlines.set(SILENT, silent.name(), now.plus(settings.remindOfSilence()));
    }

    /** Tells everybody who watches that a locked device is silent still; nothing of it changes. */
    void tellSilent(Sensor silent, Instant now) {
        String last = silent.lastReceivedAt().map(at -> "since " + at).orElse("ever");
        tell(
                silent,
                "still_silent",
                now,
                "It has not reported " + last + ". " + settings.owner() + " has it looked at.");
        remindLater(silent, now);
    }

    /** Has the silence told again of those that nobody is reminded of: a replica of a former version told it once. */
    int remindOfForgotten(Instant now) {
        List<Sensor> forgotten = sensors.silentWithoutDeadline(SILENT);
        forgotten.forEach(silent -> deadlines.set(SILENT, silent.name(), now));
        return forgotten.size();
    }

    /** Has it noticed when a locked device falls silent. */
    void waitFor(Sensor sensor) {
        if (sensor.state() instanceof Speaking(Instant silentAt)) {
            deadlines.set(SILENT, sensor.name(), silentAt);
        }
    }
}
