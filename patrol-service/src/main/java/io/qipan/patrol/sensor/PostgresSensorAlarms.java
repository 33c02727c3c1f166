package io.qipan.patrol.sensor;

import io.qipan.patrol.grid.model.DeviceReport;
import io.qipan.patrol.sensor.model.AlarmState;
import io.qipan.patrol.sensor.model.AlarmState.Called;
import io.qipan.patrol.sensor.model.AlarmState.Ended;
import io.qipan.patrol.sensor.model.AlarmState.Raised;
import io.qipan.patrol.sensor.model.AlarmState.UnderWay;
import io.qipan.patrol.sensor.model.SensorAlarm;
import io.qipan.patrol.sensor.model.Telling;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresSensorAlarms implements SensorAlarms {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    @Override
    public void add(SensorAlarm alarm) {
        Tx.current()
                .write(
                        """
                        insert into sensor_alarm
                            (id, version, feature, title_en, title_zh, kind, latitude, longitude, drill, raised_at, folds_until,
                             last_received_at, first_observed_at, last_observed_at, reports, value, unit, state)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)""",
                        alarm.id(),
                        alarm.version(),
                        alarm.feature(),
                        alarm.titleEn(),
                        alarm.titleZh(),
                        alarm.kind().name(),
                        alarm.place().latitude(),
                        alarm.place().longitude(),
                        alarm.drill(),
                        alarm.raisedAt(),
                        alarm.foldsUntil(),
                        alarm.lastReceivedAt(),
                        alarm.firstObservedAt(),
                        alarm.lastObservedAt(),
                        alarm.reports(),
                        alarm.value().orElse(null),
                        alarm.unit(),
                        alarm.state().word());
    }

    @Override
    public Optional<SensorAlarm> find(UUID id) {
        return read("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<SensorAlarm> lock(UUID id) {
        return read("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public Optional<SensorAlarm> lockOneThatTakes(Telling telling, Instant now) {
        return read(
                        "where feature = $1 and kind = $2 and drill = $3 and folds_until > $4"
                                + " order by id desc limit 1 for update",
                        telling.feature(),
                        telling.kind().name(),
                        telling.drill(),
                        now)
                .stream()
                .findFirst();
    }

    @Override
    public void save(SensorAlarm alarm) {
        @Nullable Ended ended = alarm.state() instanceof Ended over ? over : null;
        Tx.current()
                .write(
                        """
                        update sensor_alarm set version = $2, last_received_at = $3, first_observed_at = $4,
                            last_observed_at = $5, reports = $6, state = $7, call = $8, incident = $9, ended_at = $10,
                            outcome = $11
                        where id = $1""",
                        alarm.id(),
                        alarm.version(),
                        alarm.lastReceivedAt(),
                        alarm.firstObservedAt(),
                        alarm.lastObservedAt(),
                        alarm.reports(),
                        alarm.state().word(),
                        alarm.state().itsCall().orElse(null),
                        alarm.state().itsIncident().orElse(null),
                        ended == null ? null : ended.at(),
                        ended == null ? null : ended.outcome());
    }

    @Override
    public List<SensorAlarm> list(Page page, Optional<String> feature, boolean openOnly) {
        return read(
                "where id < $1 and ($2::text is null or feature = $2)" + (openOnly ? " and state <> 'ended'" : "")
                        + " order by id desc limit $3",
                page.after(UUID::fromString).orElse(AFTER_ALL),
                feature.orElse(null),
                page.size() + 1);
    }

    @Override
    public List<Counts> count(Instant from, Instant until) {
        List<Counts> counts = new ArrayList<>();
        Tx.current()
                .query("""
                        select feature, count(*)::integer as raised,
                            (count(*) filter (where outcome in ('RESOLVED', 'HANDED_OVER')))::integer as confirmed,
                            (count(*) filter (where outcome in ('NOTHING_FOUND', 'NO_ACTION', 'ACCIDENTAL', 'HOAX')))::integer
                                as unfounded
                        from sensor_alarm where raised_at >= $1 and raised_at < $2 and not drill
                        group by feature order by feature""", from, until)
                .forEach(row -> counts.add(new Counts(
                        row.getString("feature"),
                        row.getInteger("raised"),
                        row.getInteger("confirmed"),
                        row.getInteger("unfounded"))));
        return counts;
    }

    private static List<SensorAlarm> read(String where, @Nullable Object... arguments) {
        List<SensorAlarm> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from sensor_alarm " + where, arguments)) {
            found.add(new SensorAlarm(
                    row.getUUID("id"),
                    row.getLong("version"),
                    row.getString("feature"),
                    row.getString("title_en"),
                    row.getString("title_zh"),
                    DeviceReport.valueOf(row.getString("kind")),
                    new Wgs84(row.getDouble("latitude"), row.getDouble("longitude")),
                    row.getBoolean("drill"),
                    instant(row, "raised_at"),
                    instant(row, "folds_until"),
                    instant(row, "last_received_at"),
                    instant(row, "first_observed_at"),
                    instant(row, "last_observed_at"),
                    row.getInteger("reports"),
                    Optional.ofNullable(row.getDouble("value")),
                    row.getString("unit"),
                    state(row)));
        }
        return found;
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static AlarmState state(Row row) {
        String call = row.getString("call");
        return switch (row.getString("state")) {
            case "raised" -> new Raised();
            case "called" -> new Called(call);
            case "under_way" -> new UnderWay(call, row.getString("incident"));
            case "ended" ->
                new Ended(
                        call,
                        Optional.ofNullable(row.getString("incident")),
                        instant(row, "ended_at"),
                        row.getString("outcome"));
            case String other -> throw new IllegalStateException("An alarm is stored as " + other);
        };
    }
}
