package io.qipan.patrol.sensor;

import io.qipan.patrol.sensor.model.SensorAlarm;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Stores an alarm, tells the journal, where dispatch-service hears of it, and keeps its deadline, always all three. */
@Singleton
public class AlarmRecords {
    /** Deadline of an alarm that dispatch-service has not taken. */
    static final String WAITING = "sensor_alarm.waiting";

    private final SensorAlarms alarms;
    private final Journal journal;
    private final Deadlines deadlines;
    private final SensorSettings settings;

    public AlarmRecords(SensorAlarms alarms, Journal journal, Deadlines deadlines, SensorSettings settings) {
        this.alarms = alarms;
        this.journal = journal;
        this.deadlines = deadlines;
        this.settings = settings;
    }

    void add(SensorAlarm raised) {
        alarms.add(raised);
        journal.append(
                raised.name(), "sensor_alarm.raised", raised.firstObservedAt(), "", SensorMessages.message(raised));
        deadlines.set(WAITING, raised.name(), raised.raisedAt().plus(settings.remindOfAlarm()));
    }

    SensorAlarm lock(UUID id) {
        return alarms.lock(id)
                .orElseThrow(() -> Refusal.notFound(SensorAlarm.name(id)).asException());
    }

    /** Stores the next state of a locked alarm. */
    SensorAlarm change(SensorAlarm next, String action, Instant occurredAt) {
        alarms.save(next);
        journal.append(next.name(), action, occurredAt, "", SensorMessages.message(next));
        if (!next.isWaiting()) {
            deadlines.lift(WAITING, next.name());
        }
        return next;
    }

    /** Tells everybody who watches that a locked alarm waits, dispatch-service among them; nothing of it changes. */
    void tellWaiting(SensorAlarm alarm, Instant now) {
        journal.append(
                alarm.name(),
                "sensor_alarm.waiting",
                now,
                "dispatch-service has not taken it since " + alarm.raisedAt() + ". Tell the duty room by voice.",
                SensorMessages.message(alarm));
        deadlines.set(WAITING, alarm.name(), now.plus(settings.remindOfAlarm()));
    }
}
