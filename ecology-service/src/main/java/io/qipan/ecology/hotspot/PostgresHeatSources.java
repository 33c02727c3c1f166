package io.qipan.ecology.hotspot;

import io.qipan.ecology.hotspot.model.HeatSource;
import io.qipan.runtime.place.Datum.Wgs84;
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
class PostgresHeatSources implements HeatSources {

    @Override
    public void add(HeatSource source) {
        Tx.current()
                .write(
                        """
                        insert into heat_source (id, version, title, latitude, longitude, radius_m, begins, ends, basis)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
                        source.id(),
                        source.version(),
                        source.title(),
                        source.point().latitude(),
                        source.point().longitude(),
                        source.radiusM(),
                        source.from(),
                        source.until().orElse(null),
                        source.basis());
    }

    @Override
    public void save(HeatSource changed) {
        Tx.current()
                .write(
                        "update heat_source set version = $2, ends = $3 where id = $1",
                        changed.id(),
                        changed.version(),
                        changed.until().orElse(null));
    }

    @Override
    public Optional<HeatSource> find(UUID id) {
        return sources("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<HeatSource> lock(UUID id) {
        return sources("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public List<HeatSource> between(Instant from, Instant until) {
        return sources("where begins <= $2 and (ends is null or ends > $1) order by id", from, until);
    }

    @Override
    public List<HeatSource> list(Optional<UUID> before, int most) {
        return sources("where ($1::uuid is null or id < $1) order by id desc limit $2", before.orElse(null), most);
    }

    private static List<HeatSource> sources(String where, @Nullable Object... arguments) {
        List<HeatSource> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from heat_source " + where, arguments)) {
            found.add(new HeatSource(
                    row.getUUID("id"),
                    row.getLong("version"),
                    row.getString("title"),
                    new Wgs84(row.getDouble("latitude"), row.getDouble("longitude")),
                    row.getDouble("radius_m"),
                    row.getOffsetDateTime("begins").toInstant(),
                    Optional.ofNullable(row.getOffsetDateTime("ends")).map(OffsetDateTime::toInstant),
                    row.getString("basis")));
        }
        return found;
    }
}
