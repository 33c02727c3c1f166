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
}
