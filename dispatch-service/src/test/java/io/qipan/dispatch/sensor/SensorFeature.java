package io.qipan.dispatch.sensor;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallFeature;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.deadline.DeadlineHandler;

/** Alarms of sensors put together by hand. */
public record SensorFeature(TakeAlarm takeAlarm, DeadlineHandler teller) {

    public static SensorFeature onPostgres(
            Surroundings around, CallFeature calls, IncidentRecords incidents, PatrolAlarms patrol) {
        AlarmCalls alarmCalls = new PostgresAlarmCalls();
        return new SensorFeature(
                new TakeAlarm(alarmCalls, calls.receive(), calls.records(), around.deadlines(), around.clock()),
                new TellPatrol(
                        around.unitOfWork(),
                        alarmCalls,
                        calls.records(),
                        incidents,
                        patrol,
                        around.deadlines(),
                        around.settings(),
                        around.clock()));
    }
}
