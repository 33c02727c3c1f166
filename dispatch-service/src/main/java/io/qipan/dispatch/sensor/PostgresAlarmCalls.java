package io.qipan.dispatch.sensor;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.sensor.model.AlarmCall;
import io.qipan.dispatch.sensor.model.News;
import io.qipan.dispatch.sensor.model.News.End;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
class PostgresAlarmCalls implements AlarmCalls {

    @Override
    public Optional<AlarmCall> findAndHold(String alarm) {
        // A row that is not there cannot be locked.
        Tx.current().write("select pg_advisory_xact_lock(hashtextextended('call of ' || $1, 0))", alarm);
        return find(alarm);
    }

    @Override
    public Optional<AlarmCall> find(String alarm) {
        for (Row row : Tx.current().query("select * from sensor_alarm_call where alarm = $1", alarm)) {
            return Optional.of(new AlarmCall(
                    row.getString("alarm"),
                    new CallId(row.getUUID("call_id")),
                    row.getOffsetDateTime("taken_at").toInstant(),
                    row.getBoolean("told") ? Optional.of(news(row)) : Optional.empty()));
        }
        return Optional.empty();
    }

    private static News news(Row row) {
        return new News(
                Optional.ofNullable(row.getUUID("told_incident")).map(IncidentId::new),
                Optional.ofNullable(row.getString("told_outcome"))
                        .map(outcome ->
                                new End(row.getOffsetDateTime("told_ended_at").toInstant(), outcome)));
    }

    @Override
    public void add(AlarmCall taken) {
        Tx.current()
                .write(
                        "insert into sensor_alarm_call (alarm, call_id, taken_at, told) values ($1, $2, $3, false)",
                        taken.alarm(),
                        taken.call().uuid(),
                        taken.takenAt());
    }

    @Override
    public void save(AlarmCall told) {
        Optional<End> end = told.told().flatMap(News::end);
        Tx.current()
                .write(
                        "update sensor_alarm_call set told = $2, told_incident = $3, told_ended_at = $4, told_outcome = $5"
                                + " where alarm = $1",
                        told.alarm(),
                        told.told().isPresent(),
                        told.told()
                                .flatMap(News::incident)
                                .map(IncidentId::uuid)
                                .orElse(null),
                        end.map(End::at).orElse(null),
                        end.map(End::outcome).orElse(null));
    }
}
