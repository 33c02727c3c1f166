package io.qipan.dispatch.attention;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.attention.model.Attention;
import io.qipan.dispatch.attention.model.AttentionKind;
import io.qipan.dispatch.attention.model.AttentionState;
import io.qipan.dispatch.attention.model.AttentionState.Settled;
import io.qipan.dispatch.attention.model.AttentionState.Taken;
import io.qipan.dispatch.attention.model.AttentionState.Untaken;
import io.qipan.dispatch.attention.model.Occasion;
import io.qipan.dispatch.attention.model.Urgency;
import io.qipan.dispatch.id.model.AttentionId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresAttentions implements Attentions {
    private static final String RAISE = """
        with raised as (
            select r.*, s.waits_at, s.incident_id, coalesce(s.drill, false) as drill,
                coalesce(s.owner, 'desk:dispatch') as owner,
                case i.priority when 'P1' then r.p1 when 'P2' then r.p2 when 'P3' then r.p3 when 'P4' then r.p4
                    else r.no_priority end as urgency
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::bigint[],
                    $8::int[], $9::int[], $10::int[], $11::int[], $12::int[])
                as r (id, kind, resource, collection, subject, text, times, p1, p2, p3, p4, no_priority)
                left join lateral (""" + PostgresAttentionSubject.OF_R + """
                ) s on true
                left join incident i on i.id = s.incident_id)
        insert into attention as a (id, version, state, kind, resource, incident_id, drill, urgency, text, first_at,
            last_at, times, waits_for, owner, next_deadline_at, reminders)
        select id, 1, 'untaken', kind, resource, incident_id, drill, urgency, text, $13, $13, times, waits_at, owner,
            case urgency when 1 then $14::timestamptz when 2 then $15 else $16 end, 0
        from raised order by resource collate "C", kind collate "C"
        on conflict (resource, kind) where state <> 'settled' do update set
            urgency = least(a.urgency, excluded.urgency), text = excluded.text,
            last_at = greatest(a.last_at, excluded.last_at), times = a.times + excluded.times,
            waits_for = excluded.waits_for, incident_id = excluded.incident_id,
            owner = case when a.state = 'untaken' and (a.reminders = 0 or excluded.owner = $17) then excluded.owner
                else a.owner end,
            next_deadline_at = case when a.state = 'untaken' then least(a.next_deadline_at, excluded.next_deadline_at)
                else a.next_deadline_at end
        returning a.*\
        """;

    /** Those of patrol-service are known by name. */
    private static final Set<String> NAMED = Set.of("sensors", "overdueVisits");

    private static final UUID NO_ID = new UUID(0, 0);

    private static final String RANKED = """
        with ranked as (
            select *, row_number() over (partition by kind order by urgency, first_at, id) as place
            from attention where state <> 'settled' and drill = $1)
        """;

    @Override
    public List<Raised> raise(List<Occasion> occasions, Instant now, Reminders reminders) {
        List<Raised> raised = new ArrayList<>();
        int place = 0;
        // As many rows as occasions, and in their order.
        for (Row row : Tx.current()
                .query(
                        RAISE,
                        column(occasions, _ -> UuidCreator.getTimeOrderedEpoch(), UUID[]::new),
                        column(occasions, occasion -> occasion.kind().name(), String[]::new),
                        column(occasions, Occasion::resource, String[]::new),
                        column(occasions, occasion -> collection(occasion.resource()), String[]::new),
                        column(occasions, occasion -> subject(occasion.resource()), UUID[]::new),
                        column(occasions, Occasion::text, String[]::new),
                        column(occasions, Occasion::times, Long[]::new),
                        urgencies(occasions, Optional.of(Priority.P1)),
                        urgencies(occasions, Optional.of(Priority.P2)),
                        urgencies(occasions, Optional.of(Priority.P3)),
                        urgencies(occasions, Optional.of(Priority.P4)),
                        urgencies(occasions, Optional.empty()),
                        now,
                        reminders.highest(),
                        reminders.high(),
                        reminders.others(),
                        Attention.COMMAND)) {
            Attention attention = attention(row);
            long told = occasions.get(place).times();
            raised.add(new Raised(attention, attention.occasion().times() == told));
            place++;
        }
        return raised;
    }

    private static Integer[] urgencies(List<Occasion> occasions, Optional<Priority> priority) {
        return column(occasions, occasion -> occasion.kind().urgency(priority).rank(), Integer[]::new);
    }

    private static <T> T[] column(List<Occasion> occasions, Function<Occasion, T> value, IntFunction<T[]> array) {
        return occasions.stream().map(value).toArray(array);
    }

    private static String collection(String resource) {
        return resource.substring(0, resource.indexOf('/'));
    }

    private static UUID subject(String resource) {
        return NAMED.contains(collection(resource))
                ? NO_ID
                : UUID.fromString(resource.substring(resource.indexOf('/') + 1));
    }

    @Override
    public Optional<Attention> find(AttentionId id) {
        return all("select * from attention where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public Attention lock(AttentionId id) {
        return all("select * from attention where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(Attention attention) {
        @Nullable Settled settled = attention.state() instanceof Settled s ? s : null;
        Tx.current()
                .write(
                        """
                        update attention set version = $2, state = $3, owner = $4, next_deadline_at = $5,
                            reminders = coalesce($6, reminders), taken_at = coalesce($7, taken_at), settled_at = $8,
                            settled_by = $9, note = $10
                        where id = $1""",
                        attention.id().uuid(),
                        attention.version(),
                        attention.state().word(),
                        attention.owner(),
                        attention.nextDeadlineAt().orElse(null),
                        attention.state() instanceof AttentionState.Open open ? open.reminders() : null,
                        attention.state() instanceof Taken taken ? taken.at() : null,
                        settled == null ? null : settled.at(),
                        settled == null ? null : settled.by(),
                        settled == null ? null : settled.note());
    }

    @Override
    public Optional<Instant> waitsFor(AttentionKind kind, String resource) {
        for (Row row : Tx.current()
                .query(
                        "select s.waits_at from"
                                + " (select $1::text as kind, $2::text as resource, $3::text as collection,"
                                + " $4::uuid as subject) r"
                                + " cross join lateral (" + PostgresAttentionSubject.OF_R + ") s",
                        kind.name(),
                        resource,
                        collection(resource),
                        subject(resource))) {
            return optional(row, "waits_at");
        }
        return Optional.empty();
    }

    /** Rows of its own, one for each attention and transaction, so that nobody waits for anybody. */
    @Override
    public void lookAgain(Collection<String> resources, Collection<IncidentId> incidents, Instant now) {
        Tx.current()
                .write(
                        """
                        insert into deadline (kind, subject, due_at)
                        select $1, 'attentions/' || id || '/' || pg_current_xact_id(), $2 from attention
                        where state <> 'settled' and kind <> $3 and (resource = any($4) or (incident_id = any($5) and kind = $6))
                        on conflict (kind, subject) do nothing""",
                        AttentionRecords.LOOK_AGAIN,
                        now,
                        AttentionKind.DEADLINE_LOST.name(),
                        resources.toArray(String[]::new),
                        incidents.stream().map(IncidentId::uuid).toArray(UUID[]::new),
                        // The only one whose cause another resource of the incident takes away.
                        AttentionKind.ORDER_TIMED_OUT.name());
    }

    @Override
    public List<Attention> queue(boolean drill, int ofAKind) {
        return all(RANKED + "select * from ranked where place <= $2 order by urgency, first_at, id", drill, (long)
                ofAKind);
    }

    @Override
    public List<Rest> rests(boolean drill, int ofAKind) {
        List<Rest> rests = new ArrayList<>();
        Tx.current()
                .query(RANKED + """
                    select kind, count(*) as number, min(urgency) as urgency, min(first_at) as oldest
                    from ranked where place > $2 group by kind order by urgency, oldest""", drill, (long) ofAKind)
                .forEach(row -> rests.add(new Rest(
                        AttentionKind.stored(row.getString("kind")),
                        row.getLong("number"),
                        Urgency.ofRank(row.getInteger("urgency")),
                        instant(row, "oldest"))));
        return rests;
    }

    @Override
    public List<Attention> list(AttentionKind kind, boolean drill, Optional<Key> after, int limit) {
        return all(
                """
                select * from attention
                where state <> 'settled' and kind = $1 and drill = $2
                    and ($3::int is null or (urgency, first_at, id) > ($3, $4, $5))
                order by urgency, first_at, id limit $6""",
                kind.name(),
                drill,
                after.map(key -> key.urgency().rank()).orElse(null),
                after.map(Key::firstAt).orElse(null),
                after.map(key -> key.id().uuid()).orElse(null),
                limit);
    }

    @Override
    public List<Count> count(boolean drill) {
        List<Count> counts = new ArrayList<>();
        Tx.current()
                .query("""
                        select kind, urgency, count(*) as open, count(*) filter (where state = 'untaken') as untaken,
                            min(first_at) as oldest
                        from attention where state <> 'settled' and drill = $1
                        group by kind, urgency order by urgency, oldest, kind""", drill)
                .forEach(row -> counts.add(new Count(
                        AttentionKind.stored(row.getString("kind")),
                        Urgency.ofRank(row.getInteger("urgency")),
                        row.getLong("open"),
                        row.getLong("untaken"),
                        instant(row, "oldest"))));
        return counts;
    }

    private static List<Attention> all(String sql, @Nullable Object... arguments) {
        List<Attention> attentions = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> attentions.add(attention(row)));
        return attentions;
    }

    private static Attention attention(Row row) {
        return new Attention(
                new AttentionId(row.getUUID("id")),
                row.getLong("version"),
                state(row),
                new Occasion(
                        AttentionKind.stored(row.getString("kind")),
                        row.getString("resource"),
                        row.getString("text"),
                        row.getLong("times")),
                Optional.ofNullable(row.getUUID("incident_id")).map(IncidentId::new),
                row.getBoolean("drill"),
                Urgency.ofRank(row.getInteger("urgency")),
                instant(row, "first_at"),
                instant(row, "last_at"),
                optional(row, "waits_for"),
                row.getString("owner"));
    }

    private static AttentionState state(Row row) {
        String word = row.getString("state");
        return switch (word) {
            case "untaken" -> new Untaken(instant(row, "next_deadline_at"), row.getInteger("reminders"));
            case "taken" ->
                new Taken(instant(row, "taken_at"), instant(row, "next_deadline_at"), row.getInteger("reminders"));
            case "settled" ->
                new Settled(instant(row, "settled_at"), row.getString("settled_by"), row.getString("note"));
            default -> throw new IllegalStateException("An attention cannot be " + word);
        };
    }

    private static Optional<Instant> optional(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
