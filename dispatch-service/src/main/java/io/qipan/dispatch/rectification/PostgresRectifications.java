package io.qipan.dispatch.rectification;

import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.dispatch.id.model.RectificationId;
import io.qipan.dispatch.rectification.model.Rectification;
import io.qipan.dispatch.rectification.model.RectificationState;
import io.qipan.dispatch.rectification.model.RectificationState.Assessed;
import io.qipan.dispatch.rectification.model.RectificationState.Attention;
import io.qipan.dispatch.rectification.model.RectificationState.Done;
import io.qipan.dispatch.rectification.model.RectificationState.Measures;
import io.qipan.dispatch.rectification.model.RectificationState.Open;
import io.qipan.dispatch.rectification.model.RectificationState.UnderWay;
import io.qipan.dispatch.rectification.model.RectificationState.Withdrawn;
import io.qipan.proto.dispatch.v1.EffectAssessment;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresRectifications implements Rectifications {

    @Override
    public void add(Rectification rectification) {
        Attention due = rectification.state().attention().orElseThrow();
        Tx.current()
                .write(
                        """
                        insert into rectification (id, version, state, analysis_id, hotspot, type, owner, due_at,
                            measures, compared_days, opened_at, opened_by, next_deadline_at, reminders)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)\
                        """,
                        rectification.id().uuid(),
                        rectification.version(),
                        rectification.state().word(),
                        rectification.hotspot().analysis().uuid(),
                        rectification.hotspot().number(),
                        rectification.type(),
                        rectification.owner(),
                        rectification.dueAt(),
                        rectification.measures(),
                        rectification.comparedDays(),
                        rectification.openedAt(),
                        rectification.openedBy(),
                        due.nextDeadlineAt(),
                        due.reminders());
    }

    @Override
    public Optional<Rectification> find(RectificationId id) {
        return read("where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public Optional<Rectification> of(HotspotAnalysisId.Numbered hotspot) {
        return read(
                        "where analysis_id = $1 and hotspot = $2 and state <> 'withdrawn'",
                        hotspot.analysis().uuid(),
                        hotspot.number())
                .stream()
                .findFirst();
    }

    @Override
    public Rectification lock(RectificationId id) {
        return read("where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(Rectification rectification) {
        RectificationState state = rectification.state();
        Optional<Attention> due = state.attention();
        Optional<Measures> taken = state.measures();
        Optional<String> assessment = state instanceof Assessed(Measures _, var assessed)
                ? Optional.of(JsonColumn.write(List.of(RectificationMessages.message(assessed))))
                : Optional.empty();
        Optional<Withdrawn> withdrawn = state instanceof Withdrawn gone ? Optional.of(gone) : Optional.empty();
        Tx.current()
                .write(
                        """
                        update rectification set version = $2, state = $3, owner = $4, due_at = $5,
                            next_deadline_at = $6, reminders = $7, started_at = $8, done_at = $9, done = $10,
                            assessment = $11::text::jsonb, withdrawn_at = $12, withdrawn_by = $13, withdraw_reason = $14
                        where id = $1\
                        """,
                        rectification.id().uuid(),
                        rectification.version(),
                        state.word(),
                        rectification.owner(),
                        rectification.dueAt(),
                        due.map(Attention::nextDeadlineAt).orElse(null),
                        due.map(Attention::reminders).orElse(0),
                        state.startedAt().orElse(null),
                        taken.map(Measures::takenAt).orElse(null),
                        taken.map(Measures::text).orElse(null),
                        assessment.orElse(null),
                        withdrawn.map(Withdrawn::at).orElse(null),
                        withdrawn.map(Withdrawn::by).orElse(null),
                        withdrawn.map(Withdrawn::reason).orElse(null));
    }

    @Override
    public List<Rectification> list(boolean openOnly, Optional<RectificationId> olderThan, int limit) {
        return read(
                "where (not $1 or not over) and ($2::uuid is null or id < $2) order by id desc limit $3",
                openOnly,
                olderThan.map(RectificationId::uuid).orElse(null),
                limit);
    }

    private static List<Rectification> read(String where, @Nullable Object... arguments) {
        List<Rectification> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from rectification " + where, arguments)) {
            found.add(new Rectification(
                    new RectificationId(row.getUUID("id")),
                    row.getLong("version"),
                    state(row),
                    new HotspotAnalysisId.Numbered(
                            new HotspotAnalysisId(row.getUUID("analysis_id")), row.getInteger("hotspot")),
                    row.getString("type"),
                    row.getString("owner"),
                    instant(row, "due_at").orElseThrow(),
                    row.getString("measures"),
                    row.getInteger("compared_days"),
                    instant(row, "opened_at").orElseThrow(),
                    row.getString("opened_by")));
        }
        return found;
    }

    private static RectificationState state(Row row) {
        Optional<Instant> begun = instant(row, "started_at");
        return switch (row.getString("state")) {
            case "open" -> new Open(attention(row));
            case "under_way" -> new UnderWay(begun.orElseThrow(), attention(row));
            case "done" -> new Done(taken(row), attention(row));
            case "assessed" ->
                new Assessed(
                        taken(row),
                        RectificationMessages.stored(
                                JsonColumn.read(row.getJsonArray("assessment"), EffectAssessment::newBuilder)
                                        .getFirst()
                                        .build()));
            case "withdrawn" ->
                new Withdrawn(
                        begun,
                        instant(row, "withdrawn_at").orElseThrow(),
                        row.getString("withdrawn_by"),
                        row.getString("withdraw_reason"));
            case String other -> throw new IllegalStateException("A rectification cannot be " + other);
        };
    }

    private static Attention attention(Row row) {
        return new Attention(instant(row, "next_deadline_at").orElseThrow(), row.getInteger("reminders"));
    }

    private static Measures taken(Row row) {
        return new Measures(
                instant(row, "started_at").orElseThrow(),
                instant(row, "done_at").orElseThrow(),
                row.getString("done"));
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
