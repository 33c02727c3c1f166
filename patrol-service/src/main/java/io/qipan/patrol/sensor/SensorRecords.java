package io.qipan.patrol.sensor;

import io.qipan.patrol.sensor.model.Sensor;
import io.qipan.patrol.sensor.model.SensorReport;
import io.qipan.patrol.sensor.model.SensorState.Speaking;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Stores what a device tells and how it speaks, tells the journal, keeps the deadline of its silence, always all. */
@Singleton
public class SensorRecords {
    /** Deadline of a device that has to report. */
    static final String SILENT = "sensor.silent";

    private final Sensors sensors;
    private final Journal journal;
    private final Deadlines deadlines;

    public SensorRecords(Sensors sensors, Journal journal, Deadlines deadlines) {
        this.sensors = sensors;
        this.journal = journal;
        this.deadlines = deadlines;
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
            journal.append(next.name(), "sensor." + next.state().word(), now, reason, SensorMessages.message(next));
        }
        if (next.state() instanceof Speaking) {
            waitFor(next);
        } else if (before.state() instanceof Speaking) {
            deadlines.lift(SILENT, next.name());
        }
    }

    /** Has it noticed when a locked device falls silent. */
    void waitFor(Sensor sensor) {
        if (sensor.state() instanceof Speaking(Instant silentAt)) {
            deadlines.set(SILENT, sensor.name(), silentAt);
        }
    }
}
