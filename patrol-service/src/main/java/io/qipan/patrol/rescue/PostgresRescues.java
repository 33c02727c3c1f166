package io.qipan.patrol.rescue;

import io.qipan.patrol.rescue.model.People;
import io.qipan.patrol.rescue.model.RescueKind;
import io.qipan.patrol.rescue.model.RescueRecord;
import io.qipan.patrol.rescue.model.RescueRevision;
import io.qipan.patrol.rescue.model.Summary.Row;
import io.qipan.proto.patrol.v1.RescueFacts;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresRescues implements Rescues {
    private static final UUID AFTER_ALL = new UUID(-1, -1);
    private static final String NEWEST =
            "rescue_record r join rescue_revision newest on newest.record_id = r.id and newest.number = r.newest ";

    @Override
    public void append(RescueRecord record) {
        RescueRevision revision = record.current();
        if (revision.number() == 1) {
            Tx.current()
                    .write(
                            "insert into rescue_record (id, newest, drill) values ($1, 1, $2)",
                            record.id(),
                            revision.facts().drill());
        } else {
            Tx.current()
                    .write(
                            "update rescue_record set newest = $2, drill = $3 where id = $1",
                            record.id(),
                            revision.number(),
                            revision.facts().drill());
        }
        Tx.current()
                .write(
                        """
                        insert into rescue_revision
                            (record_id, number, kind, drill, happened_at, water, persuaded, helped, rescued, deceased, facts,
                             reason, made_by, made_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb, $12, $13, $14)""",
                        record.id(),
                        revision.number(),
                        revision.facts().kind().name().toLowerCase(Locale.ROOT),
                        revision.facts().drill(),
                        revision.facts().happenedAt(),
                        revision.facts().water(),
                        revision.facts().people().persuaded(),
                        revision.facts().people().helped(),
                        revision.facts().people().rescued(),
                        revision.facts().people().deceased(),
                        JsonColumn.write(List.of(RescueMessages.message(revision.facts()))),
                        revision.reason(),
                        revision.by(),
                        revision.at());
    }

    @Override
    public Optional<RescueRecord> find(UUID id) {
        return read("where record_id = $1 order by number", id).stream().findFirst();
    }

    @Override
    public Optional<RescueRecord> lock(UUID id) {
        boolean held = Tx.current()
                        .query("select id from rescue_record where id = $1 for update", id)
                        .size()
                == 1;
        return held ? find(id) : Optional.empty();
    }

    @Override
    public List<RescueRecord> list(Page page, boolean drills, Optional<String> unit) {
        return read(
                """
                where record_id in (select r.id from %s
                    where r.drill = $1 and r.id < $2
                        and ($4::text is null or newest.facts #> '{0,units}' @> to_jsonb($4::text))
                    order by r.id desc limit $3)
                order by record_id desc, number""".formatted(NEWEST),
                drills,
                page.after(UUID::fromString).orElse(AFTER_ALL),
                page.size() + 1,
                unit.orElse(null));
    }

    private static List<RescueRecord> read(String where, @Nullable Object... arguments) {
        Map<UUID, List<RescueRevision>> revisions = new LinkedHashMap<>();
        for (io.vertx.sqlclient.Row row : Tx.current().query("select * from rescue_revision " + where, arguments)) {
            RescueFacts facts = JsonColumn.read(row.getJsonArray("facts"), RescueFacts::newBuilder)
                    .getFirst()
                    .build();
            revisions
                    .computeIfAbsent(row.getUUID("record_id"), id -> new ArrayList<>())
                    .add(new RescueRevision(
                            row.getLong("number"),
                            RescueMessages.facts(facts),
                            row.getString("reason"),
                            row.getString("made_by"),
                            row.getOffsetDateTime("made_at").toInstant()));
        }
        List<RescueRecord> records = new ArrayList<>();
        revisions.forEach((id, all) -> records.add(new RescueRecord(id, all)));
        return records;
    }

    @Override
    public List<Row> sums(Instant from, Instant until) {
        List<Row> rows = new ArrayList<>();
        for (io.vertx.sqlclient.Row row : Tx.current().query("""
                        select kind, water, newest.drill, count(*)::integer as records, sum(persuaded)::bigint as persuaded,
                            sum(helped)::bigint as helped, sum(rescued)::bigint as rescued, sum(deceased)::bigint as deceased
                        from %s where newest.happened_at >= $1 and newest.happened_at < $2 group by kind, water, newest.drill""".formatted(NEWEST), from, until)) {
            rows.add(new Row(
                    RescueKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                    row.getString("water"),
                    row.getBoolean("drill"),
                    row.getInteger("records"),
                    new People(
                            row.getLong("persuaded"),
                            row.getLong("helped"),
                            row.getLong("rescued"),
                            row.getLong("deceased"))));
        }
        return rows;
    }
}
