package io.qipan.patrol.sensor;

import io.qipan.patrol.grid.Grids;
import io.qipan.patrol.grid.model.DeviceReport;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.sensor.model.Sensor;
import io.qipan.patrol.sensor.model.SensorAlarm;
import io.qipan.patrol.sensor.model.SensorReport;
import io.qipan.patrol.sensor.model.Telling;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes a report of a device, which may raise an alarm. */
@Singleton
public class TakeSensorReport {
    private final Grids grids;
    private final Sensors sensors;
    private final SensorRecords records;
    private final SensorAlarms alarms;
    private final AlarmRecords alarmRecords;
    private final SensorSettings settings;

    public TakeSensorReport(
            Grids grids,
            Sensors sensors,
            SensorRecords records,
            SensorAlarms alarms,
            AlarmRecords alarmRecords,
            SensorSettings settings) {
        this.grids = grids;
        this.sensors = sensors;
        this.records = records;
        this.alarms = alarms;
        this.alarmRecords = alarmRecords;
        this.settings = settings;
    }

    /** A report as it is stored, and whether it was before. */
    public record Taken(SensorReport report, boolean duplicate) {}

    public Taken take(Telling telling, String by, Instant now) {
        GridFeature device = device(telling.feature());
        if (!device.reports().contains(telling.kind())) {
            throw notDeclared(device, telling.kind()).asException();
        }
        // Held from here on: two replicas that are told the same, or two alarms at once, come one after the other.
        Sensor sensor = records.lock(device.name());
        Optional<SensorReport> known = sensors.findReport(telling);
        if (known.isPresent()) {
            return new Taken(known.get().again(telling).orRefuse(), true);
        }
        Optional<UUID> alarm = telling.alarm() ? Optional.of(alarm(device, telling, now)) : Optional.empty();
        SensorReport report = new SensorReport(ResourceId.fresh(), telling, now, alarm, by);
        records.add(report);
        records.change(sensor, sensor.heard(now), now, "It reports again: " + report.name());
        return new Taken(report, false);
    }

    private GridFeature device(String feature) {
        return grids.find(feature, grids.newest())
                .map(FeatureVersion::feature)
                .filter(found -> found.kind().isDevice())
                .orElseThrow(() -> Refusal.notFound(feature).asException());
    }

    private static Refusal notDeclared(GridFeature device, DeviceReport kind) {
        String declared = device.reports().stream().map(DeviceReport::name).collect(Collectors.joining(","));
        return Refusal.of(
                        Reason.REPORT_NOT_DECLARED,
                        "By the grid " + device.name() + " reports "
                                + (declared.isEmpty() ? "nothing" : declared) + ", not " + kind
                                + ". Correct the report, or import the device with what it reports.")
                .with("resource", device.name())
                .with("kind", kind.name())
                .with("declared", declared);
    }

    private UUID alarm(GridFeature device, Telling telling, Instant now) {
        Optional<SensorAlarm> open = alarms.lockOneThatTakes(telling, now);
        if (open.isPresent()) {
            SensorAlarm repeated = open.get().repeated(telling, now).orRefuse();
            return alarmRecords
                    .change(repeated, "sensor_alarm.repeated", telling.observedAt())
                    .id();
        }
        SensorAlarm raised = SensorAlarm.raised(ResourceId.fresh(), device, telling, now, settings.foldAlarms());
        alarmRecords.add(raised);
        return raised.id();
    }
}
