package io.qipan.dispatch.sensor;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.attention.AttentionFeature;
import io.qipan.dispatch.call.CallFeature;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.deadline.DeadlineHandler;
import java.util.List;

/** Sensors of patrol-service put together by hand. */
public record SensorFeature(TakeAlarm takeAlarm, TakeSensorNews takeSensorNews, List<DeadlineHandler> handlers) {

    public static SensorFeature onPostgres(
            Surroundings around,
            CallFeature calls,
            IncidentRecords incidents,
            AttentionFeature attentions,
            PatrolAlarms patrol) {
        AlarmCalls alarmCalls = new PostgresAlarmCalls();
        KnownSensorRecords sensors = new KnownSensorRecords(
                new PostgresKnownSensors(), around.deadlines(), attentions.raise(), attentions.recheck());
        return new SensorFeature(
                new TakeAlarm(alarmCalls, calls.receive(), calls.records(), around.deadlines(), around.clock()),
                new TakeSensorNews(sensors, around.settings(), around.clock()),
                List.of(
                        new TellPatrol(
                                around.unitOfWork(),
                                alarmCalls,
                                calls.records(),
                                incidents,
                                patrol,
                                around.deadlines(),
                                around.settings(),
                                around.clock()),
                        new RemindOfSilentSensor(sensors, around.settings(), around.clock())));
    }
}
