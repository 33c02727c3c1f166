package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Candidate.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@Singleton
class PostgresKnownUnits implements KnownUnits {

    @Override
    public void replace(List<Candidate> units, Instant seenAt) {
        Tx tx = Tx.current();
        // Two replicas may do this at once; the later one's picture stays.
        tx.write("lock table known_unit in share row exclusive mode");
        tx.write("delete from known_unit");
        for (Candidate unit : units) {
            tx.write(
                    """
                    insert into known_unit (name, call_sign, capabilities, speed_mps, in_service, committed, latitude,
                        longitude, position_at, seen_at)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
                    unit.unit(),
                    unit.callSign(),
                    unit.capabilities().toArray(String[]::new),
                    unit.speedMps(),
                    unit.inService(),
                    unit.committed(),
                    unit.position().map(fix -> fix.point().latitude()).orElse(null),
                    unit.position().map(fix -> fix.point().longitude()).orElse(null),
                    unit.position().map(Fix::at).orElse(null),
                    seenAt);
        }
    }

    @Override
    public List<Candidate> all() {
        List<Candidate> units = new ArrayList<>();
        Tx.current().query("select * from known_unit order by name").forEach(row -> units.add(candidate(row)));
        return units;
    }

    /** For how long a position holds is not kept: nothing read from here is fresh. */
    private static Candidate candidate(Row row) {
        return new Candidate(
                row.getString("name"),
                row.getString("call_sign"),
                Set.of(row.getArrayOfStrings("capabilities")),
                row.getDouble("speed_mps"),
                0,
                row.getBoolean("in_service"),
                row.getBoolean("committed"),
                Optional.ofNullable(row.getOffsetDateTime("position_at"))
                        .map(at -> new Fix(
                                new Wgs84(row.getDouble("latitude"), row.getDouble("longitude")), at.toInstant())));
    }
}
