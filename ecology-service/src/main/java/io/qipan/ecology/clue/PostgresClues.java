package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.Likeness;
import io.qipan.ecology.clue.model.Receipt;
import io.qipan.ecology.clue.model.Report;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresClues implements Clues {
    /** Metres of a degree of latitude, rounded down, so that the box is never too narrow. */
    private static final double DEGREE_M = 110_000;

    @Override
    public List<String> nextNumbers(Instant now, int count) {
        List<String> numbers = new ArrayList<>();
        Tx.current().query("""
                        select 'X' || extract(year from $1::timestamptz at time zone 'Asia/Shanghai') || '-'
                            || lpad(n, greatest(6, length(n)), '0') as number
                        from (select cast(nextval('clue_number') as text) as n from generate_series(1, $2)) drawn""", now, count).forEach(row -> numbers.add(row.getString("number")));
        return numbers;
    }

    @Override
    public void add(Clue received, Optional<Receipt> receipt) {
        PostgresClueWrites.insert(received, receipt);
    }

    @Override
    public void save(Clue changed) {
        PostgresClueWrites.update(changed);
    }

    @Override
    public Optional<Clue> find(UUID id) {
        return clues("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<Clue> find(Receipt receipt) {
        return clues("where receipt = $1", (Object) receipt.digest()).stream().findFirst();
    }

    @Override
    public Optional<Clue> lock(UUID id) {
        return clues("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public List<Clue> lockAll(List<UUID> ids) {
        return clues("where id = any($1) order by id for update", (Object) ids.toArray(UUID[]::new));
    }

    @Override
    public List<Clue> lockCheckedBy(String inspection) {
        return clues("where check_inspection = $1 order by id for update", inspection);
    }

    @Override
    public List<UUID> mergedInto(UUID id, int most) {
        RowSet<Row> rows =
                Tx.current().query("select id from clue where merged_into = $1 order by id limit $2", id, most);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("id"))
                .toList();
    }

    @Override
    public List<Clue> list(Filter filter, Optional<UUID> before, int most) {
        return clues(
                """
                where ($1::text is null or state = $1) and ($2::text is null or source = $2)
                    and ($3::timestamptz is null or next_deadline_at < $3) and ($4::text is null or handed_to = $4)
                    and ($5::uuid is null or id < $5)
                order by id desc limit $6""",
                filter.state().orElse(null),
                filter.source().orElse(null),
                filter.overdueAt().orElse(null),
                filter.handedTo().orElse(null),
                before.orElse(null),
                most);
    }

    @Override
    public List<Clue> around(Clue clue, int most) {
        Report report = clue.report();
        return clues(
                """
                where id <> $1 and drill = $2 and occurred_at between $3 and $4
                    and ($5::float8 is null or latitude is null or abs(latitude - $5) <= ($6 + uncertainty_m) / $7)
                    and ($8::text is null or activity is null or activity = $8)
                order by abs(extract(epoch from occurred_at - $9::timestamptz)), id limit $10""",
                clue.id(),
                report.drill(),
                report.occurredAt().minus(Likeness.WINDOW),
                report.occurredAt().plus(Likeness.WINDOW),
                report.point().map(Wgs84::latitude).orElse(null),
                Likeness.RADIUS_M + report.uncertaintyM(),
                DEGREE_M,
                report.activity().orElse(null),
                report.occurredAt(),
                most);
    }

    private static List<Clue> clues(String where, @Nullable Object... arguments) {
        RowSet<Row> rows = Tx.current().query("select * from clue " + where, arguments);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PostgresClueRow::clue)
                .toList();
    }
}
