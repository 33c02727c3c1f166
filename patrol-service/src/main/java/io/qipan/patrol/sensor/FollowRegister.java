package io.qipan.patrol.sensor;

import io.qipan.patrol.grid.DeviceRegister;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.sensor.model.Sensor;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Waits for the devices of which the grid states how often they report, from the import on, and for others no more. */
@Singleton
public class FollowRegister implements DeviceRegister {
    private final Sensors sensors;
    private final SensorRecords records;

    public FollowRegister(Sensors sensors, SensorRecords records) {
        this.sensors = sensors;
        this.records = records;
    }

    @Override
    public void changed(GridChange change, Instant now) {
        // In the order of names: imports lock in the same one, and a report locks one.
        SortedMap<String, Integer> intervals = new TreeMap<>();
        Stream.concat(change.added().stream(), change.changed().stream())
                .filter(feature -> feature.kind().isDevice())
                .forEach(device -> intervals.put(device.name(), device.reportEveryS()));
        change.removed().stream()
                .filter(feature -> feature.kind().isDevice())
                .map(GridFeature::name)
                .forEach(gone -> intervals.put(gone, 0));
        intervals.forEach((feature, everyS) -> state(feature, everyS, now));
    }

    private void state(String feature, int everyS, Instant now) {
        Optional<Sensor> known = sensors.find(feature);
        if (everyS == 0 && known.isEmpty()) {
            return;
        }
        Sensor sensor = records.lock(feature);
        records.change(
                sensor,
                sensor.stated(everyS, now),
                now,
                everyS == 0
                        ? "The grid states no interval."
                        : "The grid states that it reports every " + everyS + " s.");
    }
}
