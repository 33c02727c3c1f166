package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.AgeGroup;
import io.qipan.dispatch.missingperson.model.Closing;
import io.qipan.dispatch.missingperson.model.Closing.Means;
import io.qipan.dispatch.missingperson.model.Closing.Outcome;
import io.qipan.dispatch.missingperson.model.Missing;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.SearchState;
import io.qipan.dispatch.missingperson.model.SearchState.Closed;
import io.qipan.dispatch.missingperson.model.SearchState.Going;
import io.qipan.dispatch.missingperson.model.SearchState.Held;
import io.qipan.proto.dispatch.v1.CircleAlert;
import io.qipan.proto.dispatch.v1.SearchCircle;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresMissingSearches implements MissingSearches {
    private static final String PERIOD = """
            from missing_search
            where drill = $1 and ($2::timestamptz is null or opened_at >= $2)
                and ($3::timestamptz is null or opened_at < $3)
            """;

    // percentile_disc is the nearest-rank percentile that the contract defines.
    private static final String SUMMARY = """
            select count(*) as searches, count(*) filter (where state <> 'closed') as open,
                count(*) filter (where outcome in ('FOUND_ALIVE', 'FOUND_DEAD', 'CAME_BACK')) as found,
                coalesce(percentile_disc(0.5) within group (
                    order by greatest(extract(epoch from happened_at - last_seen_at), 0)::double precision)
                    filter (where outcome in ('FOUND_ALIVE', 'FOUND_DEAD', 'CAME_BACK')), 0) as median
            """;

    @Override
    public void add(MissingSearch search) {
        Tx.current()
                .write(
                        """
                        insert into missing_search (id, version, state, incident_id, masked_name, age_group, last_seen_at,
                            last_seen_within_s, alerts, circles, owner, opened_at, drill, next_deadline_at, reminders)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10::text::jsonb, $11, $12, $13, $14, $15)\
                        """,
                        search.id().uuid(),
                        search.version(),
                        search.state().word(),
                        search.incident().uuid(),
                        search.missing().maskedName(),
                        search.missing().ageGroup().name(),
                        search.missing().lastSeenAt(),
                        Math.toIntExact(search.missing().within().toSeconds()),
                        JsonColumn.write(search.alerts().stream()
                                .map(MissingSearchMessages::message)
                                .toList()),
                        circles(search),
                        search.owner(),
                        search.openedAt(),
                        search.drill(),
                        search.nextDeadlineAt().orElseThrow(),
                        search.reminders());
    }

    private static String circles(MissingSearch search) {
        return JsonColumn.write(
                search.circles().stream().map(MissingSearchMessages::message).toList());
    }

    @Override
    public Optional<MissingSearch> find(MissingSearchId id) {
        return read("where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public MissingSearch lock(MissingSearchId id) {
        return read("where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(MissingSearch search) {
        @Nullable Held held = search.state() instanceof Held h ? h : null;
        @Nullable Closing closing = search.state() instanceof Closed(Closing c) ? c : null;
        Tx.current()
                .write(
                        """
                        update missing_search set version = $2, state = $3, circles = $4::text::jsonb, owner = $5,
                            next_deadline_at = $6, reminders = $7, held_by = $8, hold_reason = $9, outcome = $10, means = $11,
                            found_by = $12, handed_to = $13, happened_at = $14, closed_at = $15, closed_by = $16,
                            rationale = $17, masked_name = $18, age_group = $19, last_seen_at = $20, last_seen_within_s = $21
                        where id = $1\
                        """,
                        search.id().uuid(),
                        search.version(),
                        search.state().word(),
                        circles(search),
                        search.owner(),
                        search.nextDeadlineAt().orElse(null),
                        search.reminders(),
                        held == null ? null : held.by(),
                        held == null ? null : held.reason(),
                        closing == null ? null : closing.outcome().name(),
                        closing == null
                                ? null
                                : closing.means().map(Means::name).orElse(null),
                        closing == null ? null : closing.foundBy().orElse(null),
                        closing == null ? null : closing.handedTo().orElse(null),
                        closing == null ? null : closing.happenedAt(),
                        closing == null ? null : closing.closedAt(),
                        closing == null ? null : closing.closedBy(),
                        closing == null ? null : closing.rationale(),
                        search.missing().maskedName(),
                        search.missing().ageGroup().name(),
                        search.missing().lastSeenAt(),
                        Math.toIntExact(search.missing().within().toSeconds()));
    }

    @Override
    public List<MissingSearch> list(Filter filter, Optional<MissingSearchId> olderThan, int limit) {
        return read(
                """
                where (not $1 or state <> 'closed') and ($2::uuid is null or id < $2)
                    and ($3::uuid is null or incident_id in (
                        with recursive down as (
                            select $3::uuid as id
                            union all
                            select i.id from incident i join down on i.merged_into = down.id)
                        select id from down))
                order by id desc limit $4\
                """,
                filter.openOnly(),
                olderThan.map(MissingSearchId::uuid).orElse(null),
                filter.incident().map(IncidentId::uuid).orElse(null),
                limit);
    }

    @Override
    public Summary summarize(Period period) {
        Row row =
                Tx.current().query(SUMMARY + PERIOD, bounds(period)).iterator().next();
        return new Summary(
                row.getLong("searches"),
                row.getLong("open"),
                counts("outcome", period, "outcome is not null"),
                counts("means", period, "outcome in ('FOUND_ALIVE', 'FOUND_DEAD')"),
                row.getLong("found"),
                row.getDouble("median"));
    }

    private static Map<String, Long> counts(String column, Period period, String which) {
        Map<String, Long> counts = new HashMap<>();
        Tx.current()
                .query(
                        "select " + column + " as name, count(*) as n " + PERIOD + " and " + which + " group by "
                                + column,
                        bounds(period))
                .forEach(row -> counts.put(row.getString("name"), row.getLong("n")));
        return counts;
    }

    private static @Nullable Object[] bounds(Period period) {
        return new @Nullable Object[] {
            period.drills(), period.from().orElse(null), period.until().orElse(null)
        };
    }

    private static List<MissingSearch> read(String where, @Nullable Object... arguments) {
        List<MissingSearch> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from missing_search " + where, arguments)) {
            found.add(new MissingSearch(
                    new MissingSearchId(row.getUUID("id")),
                    row.getLong("version"),
                    state(row),
                    new IncidentId(row.getUUID("incident_id")),
                    new Missing(
                            row.getString("masked_name"),
                            AgeGroup.valueOf(row.getString("age_group")),
                            instant(row, "last_seen_at"),
                            Duration.ofSeconds(row.getInteger("last_seen_within_s"))),
                    JsonColumn.read(row.getJsonArray("alerts"), CircleAlert::newBuilder).stream()
                            .map(message -> MissingSearchMessages.alert(message.build()))
                            .toList(),
                    JsonColumn.read(row.getJsonArray("circles"), SearchCircle::newBuilder).stream()
                            .map(message -> MissingSearchMessages.circle(message.build()))
                            .toList(),
                    row.getString("owner"),
                    instant(row, "opened_at"),
                    row.getBoolean("drill"),
                    row.getInteger("reminders")));
        }
        return found;
    }

    private static SearchState state(Row row) {
        return switch (row.getString("state")) {
            case "going" -> new Going(instant(row, "next_deadline_at"));
            case "held" ->
                new Held(instant(row, "next_deadline_at"), row.getString("held_by"), row.getString("hold_reason"));
            case "closed" ->
                new Closed(new Closing(
                        Outcome.valueOf(row.getString("outcome")),
                        Optional.ofNullable(row.getString("means")).map(Means::valueOf),
                        Optional.ofNullable(row.getString("found_by")),
                        Optional.ofNullable(row.getString("handed_to")),
                        instant(row, "happened_at"),
                        instant(row, "closed_at"),
                        row.getString("closed_by"),
                        row.getString("rationale")));
            case String other -> throw new IllegalStateException("A search cannot be " + other);
        };
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
