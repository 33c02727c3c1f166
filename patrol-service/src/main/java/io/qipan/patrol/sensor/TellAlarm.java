package io.qipan.patrol.sensor;

import io.qipan.patrol.sensor.model.Fate;
import io.qipan.patrol.sensor.model.SensorAlarm;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Keeps what dispatch-service tells of an alarm. */
@Singleton
public class TellAlarm {
    private final AlarmRecords records;

    public TellAlarm(AlarmRecords records) {
        this.records = records;
    }

    public SensorAlarm tell(UUID id, Fate fate, Instant now) {
        SensorAlarm alarm = records.lock(id);
        SensorAlarm told = alarm.told(fate).orRefuse();
        return told.equals(alarm)
                ? alarm
                : records.change(
                        told,
                        "sensor_alarm." + told.state().word(),
                        fate.end().map(Fate.End::at).orElse(now));
    }
}
