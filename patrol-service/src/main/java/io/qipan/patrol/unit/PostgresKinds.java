package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.runtime.work.Tx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Singleton
class PostgresKinds implements Kinds {

    @Override
    public List<Kind> all() {
        List<Kind> kinds = new ArrayList<>();
        Tx.current().query("select * from unit_kind order by code").forEach(row -> kinds.add(read(row)));
        return kinds;
    }

    static Kind read(Row row) {
        return new Kind(
                row.getString("code"),
                row.getLong("version"),
                row.getString("name_en"),
                row.getString("name_zh"),
                List.of(row.getArrayOfStrings("capabilities")),
                row.getDouble("usual_speed_mps"),
                Duration.ofSeconds(row.getInteger("stale_after_s")),
                speeds(row.getJsonObject("speeds")),
                row.getInteger("usual_crew"),
                List.of(row.getArrayOfStrings("equipment")));
    }

    private static Map<Medium, Double> speeds(JsonObject byMedium) {
        Map<Medium, Double> speeds = new EnumMap<>(Medium.class);
        for (Medium medium : Medium.values()) {
            Double metresPerSecond = byMedium.getDouble(medium.code());
            if (metresPerSecond != null) {
                speeds.put(medium, metresPerSecond);
            }
        }
        return speeds;
    }

    @Override
    public boolean exists(String code) {
        return Tx.current()
                        .query("select code from unit_kind where code = $1", code)
                        .size()
                == 1;
    }

    @Override
    public Optional<Kind> lock(String code) {
        // Not "for update": units that are registered meanwhile refer to it, and may.
        for (Row row : Tx.current().query("select * from unit_kind where code = $1 for no key update", code)) {
            return Optional.of(read(row));
        }
        return Optional.empty();
    }

    @Override
    public boolean add(Kind kind) {
        return Tx.current().query("""
                                insert into unit_kind (code, version, name_en, name_zh, capabilities, usual_speed_mps,
                                    stale_after_s, speeds, usual_crew, equipment)
                                values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10)
                                on conflict do nothing returning code""", columns(kind)).size() == 1;
    }

    @Override
    public void save(Kind kind) {
        Tx.current().write("""
                        update unit_kind set version = $2, name_en = $3, name_zh = $4, capabilities = $5,
                            usual_speed_mps = $6, stale_after_s = $7, speeds = $8::text::jsonb, usual_crew = $9,
                            equipment = $10
                        where code = $1""", columns(kind));
    }

    private static Object[] columns(Kind kind) {
        JsonObject speeds = new JsonObject();
        kind.speeds().forEach((medium, metresPerSecond) -> speeds.put(medium.code(), metresPerSecond));
        return new Object[] {
            kind.code(),
            kind.version(),
            kind.nameEn(),
            kind.nameZh(),
            kind.capabilities().toArray(String[]::new),
            kind.usualSpeedMps(),
            Math.toIntExact(kind.staleAfter().toSeconds()),
            speeds.encode(),
            kind.usualCrew(),
            kind.equipment().toArray(String[]::new)
        };
    }
}
