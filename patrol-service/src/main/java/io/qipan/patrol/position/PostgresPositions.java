package io.qipan.patrol.position;

import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.patrol.position.Positions.Kept.UnitUnknown;
import io.qipan.patrol.position.PostgresFixColumns.Row;
import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.News;
import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Set by set: a statement for each fix would cost twenty times as much. */
@Singleton
class PostgresPositions implements Positions {

    /** In the order of the key, so that two transactions with the same fixes wait for each other and not in a circle. */
    private static final Comparator<Row> BY_KEY = Comparator.comparing(Row::unit)
            .thenComparing(row -> row.position().fixedAt())
            .thenComparing(row -> row.fix().device())
            .thenComparingLong(row -> row.fix().sequence());

    private static final String INSERT = """
            insert into position (unit_name, fixed_at, received_at, given_latitude, given_longitude, given_datum, latitude,
                longitude, accuracy_m, device, sequence, clock_ahead_ms, speed_mps, course_deg, altitude_m, mock_location)
            select a, b, c, d, e, f, g, h, i, j, coalesce(nullif(k, 0), nextval('position_report')), l, m, n, o, p
            from unnest(""" + PostgresFixColumns.ALL + """
            ) as fix(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
            on conflict do nothing""";

    /** Of fixes that came twice in one transaction the first one is new. */
    private static final String INSERTED_HERE = """
            select min(fix.n)::integer
            from unnest($1::text[], $2::timestamptz[], $3::text[], $4::int8[]) with ordinality as fix(u, t, d, s, n)
            join position p on p.unit_name = fix.u and p.fixed_at = fix.t and p.device = fix.d and p.sequence = fix.s
            where p.xmin = pg_current_xact_id()::xid
            group by fix.u, fix.t, fix.d, fix.s
            order by 1""";

    private static final String MOVE = """
            insert into last_position as last (unit_name, fixed_at, received_at, given_latitude, given_longitude,
                given_datum, latitude, longitude, accuracy_m)
            select * from unnest(""" + PostgresFixColumns.LAST + """
            ) as fix(a, b, c, d, e, f, g, h, i)
            order by a collate "C"
            on conflict (unit_name) do update set
                given_latitude = excluded.given_latitude, given_longitude = excluded.given_longitude,
                given_datum = excluded.given_datum, latitude = excluded.latitude, longitude = excluded.longitude,
                accuracy_m = excluded.accuracy_m, fixed_at = excluded.fixed_at, received_at = excluded.received_at,
                written_by = excluded.written_by
            where least(last.fixed_at, last.received_at) <= least(excluded.fixed_at, excluded.received_at)
            returning unit_name""";

    @Override
    public List<Kept> keep(List<Batch> batches) {
        Set<String> known = known(batches);
        List<Row> inserted = insert(rows(batches, known));
        Set<Integer> latest = move(inserted);
        PostgresTrackChanges.add(inserted);
        Map<Integer, Long> stored = inserted.stream().collect(Collectors.groupingBy(Row::batch, Collectors.counting()));
        PostgresQuarantine.add(batches.stream()
                .filter(batch -> known.contains(batch.unit()))
                .flatMap(batch -> batch.quarantined().stream())
                .toList());
        return IntStream.range(0, batches.size())
                .<Kept>mapToObj(i -> known.contains(batches.get(i).unit())
                        ? new Stored(stored.getOrDefault(i, 0L).intValue(), latest.contains(i))
                        : new UnitUnknown())
                .toList();
    }

    private static Set<String> known(List<Batch> batches) {
        Object names = batches.stream().map(Batch::unit).distinct().toArray(String[]::new);
        Set<String> known = new HashSet<>();
        Tx.current()
                .query("select name from unit where name = any ($1)", new Object[] {names})
                .forEach(row -> known.add(row.getString("name")));
        return known;
    }

    private static List<Row> rows(List<Batch> batches, Set<String> known) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            Batch batch = batches.get(i);
            if (known.contains(batch.unit())) {
                for (Fix fix : batch.fixes()) {
                    rows.add(new Row(i, batch.unit(), fix));
                }
            }
        }
        rows.sort(BY_KEY);
        return rows;
    }

    /** Returns those that are new. Nearly always all are, and then there is nothing to ask. */
    private static List<Row> insert(List<Row> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        PostgresFixColumns columns = new PostgresFixColumns(rows);
        int inserted = Tx.current().query(INSERT, columns.all()).rowCount();
        if (inserted == rows.size()) {
            return rows;
        }
        List<Row> some = new ArrayList<>(inserted);
        if (inserted > 0) {
            Tx.current().query(INSERTED_HERE, columns.keys()).forEach(row -> some.add(rows.get(row.getInteger(0) - 1)));
        }
        return some;
    }

    /** Returns the batches of these new fixes that have the last known position now. */
    private static Set<Integer> move(List<Row> inserted) {
        // By name, as everywhere, so that nobody waits in a circle.
        SortedMap<String, Row> newest = new TreeMap<>();
        inserted.forEach(row -> newest.merge(row.unit(), row, PostgresPositions::later));
        Set<Integer> latest = new HashSet<>();
        if (!newest.isEmpty()) {
            Tx.current()
                    .query(MOVE, new PostgresFixColumns(List.copyOf(newest.values())).last())
                    .forEach(row -> latest.add(Objects.requireNonNull(newest.get(row.getString("unit_name")))
                            .batch()));
            Tx.current().brings(News.MOVES);
        }
        return latest;
    }

    private static Row later(Row one, Row other) {
        return other.position().asOf().isBefore(one.position().asOf()) ? one : other;
    }

    @Override
    public List<DeviceSpan> devices(String unit, Instant from, Instant until) {
        return PostgresTrack.devices(unit, from, until);
    }

    @Override
    public List<Fix> track(String unit, Optional<String> device, Instant from, Instant until, Page page) {
        return PostgresTrack.read(unit, device, from, until, page);
    }

    @Override
    public List<Quarantined> quarantined(Optional<String> unit, Page page) {
        return PostgresQuarantine.list(unit, page);
    }
}
