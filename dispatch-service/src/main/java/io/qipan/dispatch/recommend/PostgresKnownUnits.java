package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Candidate.Duty;
import io.qipan.dispatch.recommend.model.Candidate.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresKnownUnits implements KnownUnits {
    // What we have ordered since the picture was taken is known to us and not to it.
    private static final String SELECT = """
        select k.*, k.committed or exists (select from orders o where o.unit = k.name and not o.over) as taken
        from known_unit k
        """;

    @Override
    public void replace(List<Candidate> units) {
        Tx tx = Tx.current();
        // Two replicas may do this at once; the later one's picture stays.
        tx.write("lock table known_unit in share row exclusive mode");
        tx.write("delete from known_unit");
        // Arrays within an array would have to be of one length, so the capabilities, codes without a comma, go as
        // text.
        tx.write(
                """
                insert into known_unit (name, call_sign, kind, capabilities, speed_mps, in_service, committed, duty,
                    latitude, longitude, position_at)
                select name, call_sign, kind, string_to_array(capabilities, ','), speed_mps, in_service, committed,
                    duty, latitude, longitude, position_at
                from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::bool[], $7::bool[],
                    $8::text[], $9::float8[], $10::float8[], $11::timestamptz[])
                    as u (name, call_sign, kind, capabilities, speed_mps, in_service, committed, duty, latitude,
                        longitude, position_at)""",
                column(units, Candidate::unit, String[]::new),
                column(units, Candidate::callSign, String[]::new),
                column(units, Candidate::kind, String[]::new),
                column(units, unit -> String.join(",", unit.capabilities()), String[]::new),
                column(units, Candidate::speedMps, Double[]::new),
                column(units, Candidate::inService, Boolean[]::new),
                column(units, Candidate::committed, Boolean[]::new),
                column(units, unit -> unit.duty().name().toLowerCase(Locale.ROOT), String[]::new),
                column(units, fixed(fix -> fix.point().latitude()), Double[]::new),
                column(units, fixed(fix -> fix.point().longitude()), Double[]::new),
                column(units, fixed(fix -> fix.at().atOffset(ZoneOffset.UTC)), OffsetDateTime[]::new));
    }

    private static <T extends @Nullable Object> T[] column(
            List<Candidate> units, Function<Candidate, T> value, IntFunction<T[]> array) {
        return units.stream().map(value).toArray(array);
    }

    private static <T> Function<Candidate, @Nullable T> fixed(Function<Fix, T> value) {
        return unit -> unit.position().map(value).orElse(null);
    }

    @Override
    public List<Candidate> all() {
        return read("order by k.name");
    }

    @Override
    public List<Candidate> named(Set<String> names) {
        return read("where k.name = any($1::text[]) order by k.name", (Object) names.toArray(String[]::new));
    }

    private static List<Candidate> read(String which, @Nullable Object... arguments) {
        List<Candidate> units = new ArrayList<>();
        Tx.current().query(SELECT + which, arguments).forEach(row -> units.add(candidate(row)));
        return units;
    }

    /** For how long a position holds is not kept: nothing read from here is fresh. */
    private static Candidate candidate(Row row) {
        return new Candidate(
                row.getString("name"),
                row.getString("call_sign"),
                row.getString("kind"),
                Set.of(row.getArrayOfStrings("capabilities")),
                row.getDouble("speed_mps"),
                0,
                row.getBoolean("in_service"),
                row.getBoolean("taken"),
                Duty.valueOf(row.getString("duty").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getOffsetDateTime("position_at"))
                        .map(at -> new Fix(
                                new Wgs84(row.getDouble("latitude"), row.getDouble("longitude")), at.toInstant())));
    }
}
