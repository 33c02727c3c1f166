package io.qipan.dispatch.sensor;

import io.qipan.dispatch.sensor.model.KnownSensor;
import io.qipan.dispatch.sensor.model.SensorNews.Silence;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.Optional;

@Singleton
class PostgresKnownSensors implements KnownSensors {

    @Override
    public Optional<KnownSensor> findAndHold(String name) {
        // A row that is not there cannot be locked.
        Tx.current().write("select pg_advisory_xact_lock(hashtextextended('known sensor ' || $1, 0))", name);
        for (Row row : Tx.current().query("select * from known_sensor where name = $1", name)) {
            return Optional.of(new KnownSensor(
                    row.getString("name"),
                    row.getLong("version"),
                    row.getOffsetDateTime("taken_at").toInstant(),
                    Optional.ofNullable(row.getOffsetDateTime("silent_since"))
                            .map(since ->
                                    new Silence(since.toInstant(), row.getString("owner"), row.getString("text"))),
                    Optional.ofNullable(row.getOffsetDateTime("next_deadline_at"))
                            .map(OffsetDateTime::toInstant)));
        }
        return Optional.empty();
    }

    @Override
    public void save(KnownSensor sensor) {
        Tx.current()
                .write(
                        """
                        insert into known_sensor (name, version, taken_at, silent_since, owner, text, next_deadline_at)
                        values ($1, $2, $3, $4, $5, $6, $7)
                        on conflict (name) do update set version = $2, taken_at = $3, silent_since = $4, owner = $5,
                            text = $6, next_deadline_at = $7""",
                        sensor.name(),
                        sensor.version(),
                        sensor.takenAt(),
                        sensor.silence().map(Silence::since).orElse(null),
                        sensor.silence().map(Silence::owner).orElse(null),
                        sensor.silence().map(Silence::text).orElse(null),
                        sensor.nextDeadlineAt().orElse(null));
    }
}
