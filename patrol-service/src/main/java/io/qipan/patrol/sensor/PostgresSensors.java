package io.qipan.patrol.sensor;

import io.qipan.patrol.grid.model.DeviceReport;
import io.qipan.patrol.sensor.model.Sensor;
import io.qipan.patrol.sensor.model.SensorReport;
import io.qipan.patrol.sensor.model.SensorState;
import io.qipan.patrol.sensor.model.SensorState.Silent;
import io.qipan.patrol.sensor.model.SensorState.Speaking;
import io.qipan.patrol.sensor.model.SensorState.Unwatched;
import io.qipan.patrol.sensor.model.Telling;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresSensors implements Sensors {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    @Override
    public Sensor lock(String feature) {
        Sensor unheard = Sensor.unheard(feature);
        Tx.current()
                .write(
                        "insert into sensor (feature, version, state, every_s) values ($1, $2, $3, 0)"
                                + " on conflict (feature) do nothing",
                        feature,
                        unheard.version(),
                        unheard.state().word());
        return sensors("where feature = $1 for update", feature).getFirst();
    }

    @Override
    public Optional<Sensor> find(String feature) {
        return sensors("where feature = $1", feature).stream().findFirst();
    }

    @Override
    public void save(Sensor sensor) {
        Tx.current()
                .write(
                        "update sensor set version = $2, state = $3, every_s = $4, last_received_at = $5, silent_at = $6"
                                + " where feature = $1",
                        sensor.feature(),
                        sensor.version(),
                        sensor.state().word(),
                        sensor.everyS(),
                        sensor.lastReceivedAt().orElse(null),
                        silentAt(sensor.state()));
    }

    private static @Nullable Instant silentAt(SensorState state) {
        return switch (state) {
            case Unwatched _ -> null;
            case Speaking(Instant at) -> at;
            case Silent(Instant since) -> since;
        };
    }

    @Override
    public List<Sensor> list(Page page, Optional<String> state) {
        return sensors(
                "where feature > $1 and ($2::text is null or state = $2) order by feature limit $3",
                page.after().orElse(""),
                state.orElse(null),
                page.size() + 1);
    }

    @Override
    public List<Sensor> silentWithoutDeadline(String kind) {
        return sensors(
                "where state = 'silent' and not exists (select from deadline d where d.kind = $1"
                        + " and d.subject = 'sensors/' || substr(feature, length('gridFeatures/') + 1))"
                        + " order by feature",
                kind);
    }

    private static List<Sensor> sensors(String where, @Nullable Object... arguments) {
        List<Sensor> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from sensor " + where, arguments)) {
            found.add(new Sensor(
                    row.getString("feature"),
                    row.getLong("version"),
                    state(row),
                    row.getInteger("every_s"),
                    Optional.ofNullable(row.getOffsetDateTime("last_received_at"))
                            .map(OffsetDateTime::toInstant)));
        }
        return found;
    }

    private static SensorState state(Row row) {
        return switch (row.getString("state")) {
            case "unwatched" -> new Unwatched();
            case "speaking" -> new Speaking(row.getOffsetDateTime("silent_at").toInstant());
            case "silent" -> new Silent(row.getOffsetDateTime("silent_at").toInstant());
            case String other -> throw new IllegalStateException("A sensor is stored as " + other);
        };
    }

    @Override
    public Optional<SensorReport> findReport(Telling telling) {
        return reports(
                        "where feature = $1 and sequence = $2 and observed_at = $3",
                        telling.feature(),
                        telling.sequence(),
                        telling.observedAt())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<SensorReport> findReport(UUID id) {
        return reports("where id = $1", id).stream().findFirst();
    }

    @Override
    public void addReport(SensorReport report) {
        Telling told = report.told();
        Tx.current()
                .write(
                        """
                        insert into sensor_report
                            (id, feature, sequence, kind, observed_at, received_at, value, unit, reference, alarm, drill,
                             reported_by)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""",
                        report.id(),
                        told.feature(),
                        told.sequence(),
                        told.kind().name(),
                        told.observedAt(),
                        report.receivedAt(),
                        told.value().orElse(null),
                        told.unit(),
                        told.reference(),
                        report.alarm().orElse(null),
                        told.drill(),
                        report.by());
    }

    @Override
    public List<SensorReport> listReports(Page page, Optional<String> feature, Optional<UUID> alarm) {
        return reports(
                "where id < $1 and ($2::text is null or feature = $2) and ($3::uuid is null or alarm = $3)"
                        + " order by id desc limit $4",
                page.after(UUID::fromString).orElse(AFTER_ALL),
                feature.orElse(null),
                alarm.orElse(null),
                page.size() + 1);
    }

    // Two replicas that do so at once take different ones.
    @Override
    public int forgetReports(Instant before, int most) {
        return Tx.current().query("""
                        delete from sensor_report where id in (
                            select id from sensor_report where alarm is null and received_at < $1
                            order by received_at limit $2 for update skip locked)""", before, most).rowCount();
    }

    private static List<SensorReport> reports(String where, @Nullable Object... arguments) {
        List<SensorReport> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from sensor_report " + where, arguments)) {
            Optional<UUID> alarm = Optional.ofNullable(row.getUUID("alarm"));
            Telling told = new Telling(
                    row.getString("feature"),
                    row.getLong("sequence"),
                    DeviceReport.valueOf(row.getString("kind")),
                    row.getOffsetDateTime("observed_at").toInstant(),
                    alarm.isPresent(),
                    Optional.ofNullable(row.getDouble("value")),
                    row.getString("unit"),
                    row.getString("reference"),
                    row.getBoolean("drill"));
            found.add(new SensorReport(
                    row.getUUID("id"),
                    told,
                    row.getOffsetDateTime("received_at").toInstant(),
                    alarm,
                    row.getString("reported_by")));
        }
        return found;
    }
}
