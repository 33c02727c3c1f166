package io.qipan.ecology.statistics;

import io.qipan.ecology.statistics.model.FigureCode;
import io.qipan.proto.ecology.v1.FigureDifference;
import io.qipan.proto.ecology.v1.FigureRow;
import io.qipan.proto.ecology.v1.StatisticsSnapshot;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresSnapshots implements Snapshots {

    @Override
    public void add(UUID id, StatisticsSnapshot ordered) {
        Tx.current()
                .write(
                        "insert into statistics_snapshot (id, state, content) values ($1, $2, $3::text::jsonb)",
                        id,
                        ordered.getState().name(),
                        JsonColumn.write(List.of(ordered)));
    }

    @Override
    public void save(UUID id, StatisticsSnapshot changed) {
        Tx.current()
                .write(
                        "update statistics_snapshot set state = $2, content = $3::text::jsonb where id = $1",
                        id,
                        changed.getState().name(),
                        JsonColumn.write(List.of(changed)));
    }

    @Override
    public Optional<StatisticsSnapshot> find(UUID id) {
        return read("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<StatisticsSnapshot> lock(UUID id) {
        return read("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public List<StatisticsSnapshot> list(Optional<UUID> before, int most) {
        return read("where ($1::uuid is null or id < $1) order by id desc limit $2", before.orElse(null), most);
    }

    private static List<StatisticsSnapshot> read(String where, @Nullable Object... arguments) {
        List<StatisticsSnapshot> found = new ArrayList<>();
        for (Row row : Tx.current().query("select content from statistics_snapshot " + where, arguments)) {
            JsonColumn.read(row.getJsonArray("content"), StatisticsSnapshot::newBuilder)
                    .forEach(message -> found.add(message.build()));
        }
        return found;
    }

    @Override
    public void keepOwnRows(UUID id, StatisticsSnapshot of) {
        String agency = of.getScope().getOptionalAgency();
        Tx.current()
                .write(
                        PostgresFigureSql.KEEP_OWN_ROWS,
                        id,
                        Times.instant(of.getFrom()),
                        Times.instant(of.getUntil()),
                        agency.isEmpty() ? null : agency,
                        of.getScope().getDrills());
    }

    @Override
    public void keepPatrolRows(UUID id, List<PatrolFigures.Row> rows, Instant measuredAt) {
        Object figures = rows.stream().map(row -> row.figure().code()).toArray(String[]::new);
        Object resources = rows.stream().map(PatrolFigures.Row::resource).toArray(String[]::new);
        Object amounts = rows.stream().map(PatrolFigures.Row::amount).toArray(Double[]::new);
        Object times = rows.stream()
                .map(row -> row.happenedAt().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        Tx.current().write("""
                    insert into statistics_row (snapshot, figure, resource, amount, happened_at, recorded_at)
                    select $1, r.figure, r.resource, r.amount, r.happened_at, $6
                    from unnest($2::text[], $3::text[], $4::float8[], $5::timestamptz[])
                        as r (figure, resource, amount, happened_at)\
                    """, id, figures, resources, amounts, times, measuredAt);
    }

    @Override
    public Map<FigureCode, Sum> sums(UUID id) {
        Map<FigureCode, Sum> sums = new EnumMap<>(FigureCode.class);
        for (Row row : Tx.current().query(PostgresFigureSql.SUMS, id)) {
            sums.put(
                    FigureCode.named(row.getString("figure")).orElseThrow(),
                    new Sum(row.getDouble("value"), row.getLong("rows"), row.getString("hash")));
        }
        return sums;
    }

    @Override
    public List<FigureRow> rows(UUID id, String figure, Optional<String> after, int most) {
        List<FigureRow> found = new ArrayList<>();
        for (Row row : Tx.current().query("""
                select * from statistics_row
                where snapshot = $1 and figure = $2 and ($3::text is null or resource > $3)
                order by resource limit $4\
                """, id, figure, after.orElse(null), most)) {
            found.add(FigureRow.newBuilder()
                    .setFigure(row.getString("figure"))
                    .setResource(row.getString("resource"))
                    .setAmount(row.getDouble("amount"))
                    .setHappenedAt(
                            Times.message(row.getOffsetDateTime("happened_at").toInstant()))
                    .setRecordedAt(
                            Times.message(row.getOffsetDateTime("recorded_at").toInstant()))
                    .build());
        }
        return found;
    }

    @Override
    public List<FigureDifference> differences(
            UUID first, UUID second, List<String> figures, Instant frozenAt, Optional<RowKey> after, int most) {
        Object known = figures.toArray(String[]::new);
        List<FigureDifference> found = new ArrayList<>();
        for (Row row : Tx.current()
                .query(
                        PostgresFigureSql.DIFFERENCES,
                        first,
                        second,
                        known,
                        after.map(RowKey::figure).orElse(null),
                        after.map(RowKey::resource).orElse(null),
                        most)) {
            found.add(difference(row, frozenAt));
        }
        return found;
    }

    private static FigureDifference difference(Row row, Instant frozenAt) {
        Double before = row.getDouble("before");
        Double now = row.getDouble("now");
        FigureDifference.Builder difference =
                FigureDifference.newBuilder().setFigure(row.getString("figure")).setResource(row.getString("resource"));
        if (before != null) {
            difference.setAmountBefore(before);
        }
        if (now != null) {
            difference.setAmountNow(now);
        }
        return difference
                .setKind(kind(before, now, row.getOffsetDateTime("recorded_at"), frozenAt))
                .build();
    }

    private static FigureDifference.Kind kind(
            @Nullable Double before, @Nullable Double now, @Nullable OffsetDateTime recordedAt, Instant frozenAt) {
        if (now == null) {
            return FigureDifference.Kind.REMOVED;
        }
        if (before != null) {
            return FigureDifference.Kind.CHANGED;
        }
        return recordedAt != null && recordedAt.toInstant().isAfter(frozenAt)
                ? FigureDifference.Kind.LATE_ENTRY
                : FigureDifference.Kind.ADDED;
    }
}
