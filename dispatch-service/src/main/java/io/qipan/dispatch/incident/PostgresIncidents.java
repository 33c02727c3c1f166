package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState.Ended;
import io.qipan.dispatch.incident.model.IncidentState.Merged;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresIncidents implements Incidents {
    // What lapsed was never confirmed. Two arms, each with an index of its own.
    private static final String SELECT = """
        select i.*, array(select c.id from call c where c.incident_id = i.id order by c.id) as calls,
            array(
                select f.id from forced_place f where f.incident_id = i.id and f.state in ('UNVERIFIED', 'LAPSED')
                union all
                select f.id from call c join forced_place f on f.call_id = c.id
                where c.incident_id = i.id and f.state in ('UNVERIFIED', 'LAPSED')) as unverified
        from incident i
        """;

    private static final String HIGHEST_EVER = """
            with recursive one as (
                select id from incident where id = $1
                union
                select i.id from incident i join one on i.merged_into = one.id)
            select min(least(i.highest_before, i.priority, t.default_priority)) as highest
            from one join incident i on i.id = one.id join incident_type t on t.code = i.type""";

    /** Those that were asked for. Only migrations write types, so what was read stays true while this replica runs. */
    private final Map<String, IncidentType> types = new ConcurrentHashMap<>();

    @Override
    public Incident add(Incident draft) {
        Row row = Tx.current()
                .query(
                        """
                        insert into incident (id, number, version, state, type, priority, summary, locations, owner,
                            next_deadline_at, opened_at, act_at, drill, recorded_at, clue)
                        values ($1, 'I' || extract(year from $2::timestamptz at time zone 'Asia/Shanghai') || '-'
                            || (select lpad(n, greatest(6, length(n)), '0') from cast(nextval('incident_number') as text) n),
                            $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10, $11, $12, $13, $2, $14)
                        returning number""",
                        draft.id().uuid(),
                        draft.recordedAt(),
                        draft.version(),
                        draft.state().word(),
                        draft.type(),
                        draft.priority().name(),
                        draft.summary(),
                        locations(draft),
                        draft.owner(),
                        ((Open) draft.state()).nextDeadlineAt(),
                        draft.openedAt(),
                        draft.actAt(),
                        draft.drill(),
                        draft.clue().orElse(null))
                .iterator()
                .next();
        return draft.numbered(row.getString("number"));
    }

    @Override
    public Optional<Incident> find(IncidentId id) {
        return first(SELECT + "where i.id = $1", id.uuid());
    }

    @Override
    public Optional<Incident> findByClue(String clue) {
        // The second statement sees what the first has waited for.
        Tx.current().write("select pg_advisory_xact_lock(hashtextextended('incident of ' || $1, 0))", clue);
        return first(SELECT + "where i.clue = $1", clue);
    }

    @Override
    public Incident lock(IncidentId id) {
        // Two statements: one that waits for the row still reads the list of calls from before it waited.
        Tx.current().write("select from incident where id = $1 for update", id.uuid());
        return first(SELECT + "where i.id = $1", id.uuid())
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    private static Optional<Incident> first(String sql, Object id) {
        for (Row row : Tx.current().query(sql, id)) {
            return Optional.of(IncidentRow.incident(row));
        }
        return Optional.empty();
    }

    @Override
    public void save(Incident incident) {
        @Nullable Ended ended = incident.state() instanceof Ended e ? e : null;
        @Nullable Merged merged = incident.state() instanceof Merged m ? m : null;
        Tx.current()
                .write(
                        """
                        update incident set version = $2, state = $3, type = $4, priority = $5, locations = $6::text::jsonb,
                            owner = $7,
                            next_deadline_at = $8, ended_at = $9, outcome = $10, rationale = $11,
                            merged_into = $12, unmerged_state = $13, unmerged_deadline_at = $14,
                            highest_before = case when type = $4 and priority = $5 then highest_before
                                else least(highest_before, priority,
                                    (select t.default_priority from incident_type t where t.code = type)) end
                        where id = $1""",
                        incident.id().uuid(),
                        incident.version(),
                        incident.state().word(),
                        incident.type(),
                        incident.priority().name(),
                        locations(incident),
                        incident.owner(),
                        incident.state() instanceof Open open ? open.nextDeadlineAt() : null,
                        ended == null ? null : ended.endedAt(),
                        ended == null ? null : ended.outcome().name(),
                        ended == null ? null : ended.rationale(),
                        merged == null ? null : merged.into().uuid(),
                        merged == null ? null : merged.before().word(),
                        merged == null ? null : merged.before().nextDeadlineAt());
    }

    @Override
    public Optional<Instant> nextDeadlineAt(IncidentId id) {
        for (Row row : Tx.current().query("select next_deadline_at from incident where id = $1", id.uuid())) {
            return Optional.ofNullable(row.getOffsetDateTime("next_deadline_at"))
                    .map(OffsetDateTime::toInstant);
        }
        return Optional.empty();
    }

    @Override
    public List<ForcedPlaceId> unverified(CallId call) {
        List<ForcedPlaceId> places = new ArrayList<>();
        Tx.current()
                .query(
                        "select id from forced_place where call_id = $1 and state in ('UNVERIFIED', 'LAPSED')",
                        call.uuid())
                .forEach(row -> places.add(new ForcedPlaceId(row.getUUID("id"))));
        return places;
    }

    @Override
    public boolean keepCase(IncidentId id, String name) {
        return Tx.current()
                        .query(
                                "update incident set ecology_case = $2 where id = $1 and ecology_case is distinct from $2",
                                id.uuid(),
                                name)
                        .rowCount()
                > 0;
    }

    @Override
    public List<Incident> list(Set<String> states, Optional<IncidentId> olderThan, int limit) {
        List<Incident> incidents = new ArrayList<>();
        Tx.current()
                .query(
                        SELECT + """
                        where (cardinality($1::text[]) = 0 or i.state = any($1::text[])) and ($2::uuid is null or i.id < $2)
                        order by i.id desc limit $3""",
                        states.toArray(String[]::new),
                        olderThan.map(IncidentId::uuid).orElse(null),
                        limit)
                .forEach(row -> incidents.add(IncidentRow.incident(row)));
        return incidents;
    }

    @Override
    public Priority highestEver(IncidentId id) {
        Row row = Tx.current().query(HIGHEST_EVER, id.uuid()).iterator().next();
        return Priority.valueOf(row.getString("highest"));
    }

    @Override
    public Optional<IncidentType> findType(String code) {
        IncidentType known = types.get(code);
        if (known != null) {
            return Optional.of(known);
        }
        for (Row row : Tx.current().query("select * from incident_type where code = $1", code)) {
            IncidentType type = type(row);
            types.put(code, type);
            return Optional.of(type);
        }
        return Optional.empty();
    }

    @Override
    public List<IncidentType> listTypes() {
        List<IncidentType> types = new ArrayList<>();
        Tx.current().query("select * from incident_type order by code").forEach(row -> types.add(type(row)));
        return types;
    }

    private static IncidentType type(Row row) {
        return new IncidentType(
                row.getString("code"),
                row.getString("name_en"),
                row.getString("name_zh"),
                Priority.valueOf(row.getString("default_priority")),
                List.of(row.getArrayOfStrings("needs")),
                Optional.ofNullable(row.getString("ecological_activity")));
    }

    private static String locations(Incident incident) {
        return JsonColumn.write(
                incident.locations().stream().map(PlaceMessages::message).toList());
    }
}
