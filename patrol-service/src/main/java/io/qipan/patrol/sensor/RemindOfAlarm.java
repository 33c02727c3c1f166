package io.qipan.patrol.sensor;

import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.sensor.model.SensorAlarm;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Tells everybody who watches that dispatch-service has not taken an alarm, again and again. */
@Singleton
public class RemindOfAlarm implements DeadlineHandler {
    private final AlarmRecords records;
    private final InstantSource clock;

    public RemindOfAlarm(AlarmRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return AlarmRecords.WAITING;
    }

    @Override
    public void handle(Due due) {
        SensorAlarm alarm = records.lock(ResourceId.of(due.subject()));
        if (alarm.isWaiting()) {
            records.tellWaiting(alarm, Times.now(clock));
        }
    }
}
