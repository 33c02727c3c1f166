package io.qipan.dispatch.searcharea;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.SearchAreaId;
import io.qipan.dispatch.searcharea.model.SearchArea;
import io.qipan.dispatch.searcharea.model.SearchArea.Placed;
import io.qipan.dispatch.searcharea.model.SearchAreaState;
import io.qipan.dispatch.searcharea.model.SearchAreaState.End;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Ended;
import io.qipan.dispatch.searcharea.model.SearchAreaState.GivenUp;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Open;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Over;
import io.qipan.dispatch.searcharea.model.SearchAreaState.PlaceFound;
import io.qipan.proto.dispatch.v1.SearchFact;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresSearchAreas implements SearchAreas {

    @Override
    public void add(SearchArea area) {
        @Nullable Placed placed = area.placed().orElse(null);
        Tx.current()
                .write(
                        """
                        insert into search_area (id, version, state, incident_id, facts, put_on, put_location,
                            put_area_m2, put_at, owner, opened_by, opened_at, drill, next_deadline_at, reminders)
                        values ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0)\
                        """,
                        area.id().uuid(),
                        area.version(),
                        area.state().word(),
                        area.incident().uuid(),
                        facts(area),
                        placed == null ? null : placed.on().uuid(),
                        placed == null ? null : placed.locationId(),
                        placed == null ? null : placed.areaM2(),
                        placed == null ? null : placed.at(),
                        area.owner(),
                        area.openedBy(),
                        area.openedAt(),
                        area.drill(),
                        area.nextDeadlineAt().orElseThrow());
    }

    private static String facts(SearchArea area) {
        return JsonColumn.write(
                area.facts().stream().map(SearchFactMessages::message).toList());
    }

    @Override
    public Optional<SearchArea> find(SearchAreaId id) {
        return read("where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public Optional<SearchArea> findOpen(IncidentId incident) {
        return read("where incident_id = $1 and state = 'open'", incident.uuid()).stream()
                .findFirst();
    }

    @Override
    public SearchArea lock(SearchAreaId id) {
        return read("where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(SearchArea area) {
        @Nullable Placed placed = area.placed().orElse(null);
        @Nullable End end = area.state() instanceof Over over ? over.end() : null;
        Tx.current()
                .write(
                        """
                        update search_area set version = $2, state = $3, facts = $4::text::jsonb, put_on = $5,
                            put_location = $6, put_area_m2 = $7, put_at = $8, owner = $9, next_deadline_at = $10,
                            reminders = coalesce($11, reminders), over_at = $12, over_by = $13, over_reason = $14
                        where id = $1\
                        """,
                        area.id().uuid(),
                        area.version(),
                        area.state().word(),
                        facts(area),
                        placed == null ? null : placed.on().uuid(),
                        placed == null ? null : placed.locationId(),
                        placed == null ? null : placed.areaM2(),
                        placed == null ? null : placed.at(),
                        area.owner(),
                        area.nextDeadlineAt().orElse(null),
                        area.state() instanceof Open open ? open.reminders() : null,
                        end == null ? null : end.at(),
                        end == null ? null : end.by(),
                        end == null ? null : end.reason());
    }

    @Override
    public List<SearchArea> list(Filter filter, Optional<SearchAreaId> olderThan, int limit) {
        return read(
                """
                where (not $1 or state = 'open') and ($2::uuid is null or id < $2)
                    and ($3::uuid is null or incident_id in (
                        with recursive down as (
                            select $3::uuid as id
                            union all
                            select i.id from incident i join down on i.merged_into = down.id)
                        select id from down))
                order by id desc limit $4\
                """,
                filter.openOnly(),
                olderThan.map(SearchAreaId::uuid).orElse(null),
                filter.incident().map(IncidentId::uuid).orElse(null),
                limit);
    }

    private static List<SearchArea> read(String where, @Nullable Object... arguments) {
        List<SearchArea> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from search_area " + where, arguments)) {
            found.add(new SearchArea(
                    new SearchAreaId(row.getUUID("id")),
                    row.getLong("version"),
                    state(row),
                    new IncidentId(row.getUUID("incident_id")),
                    JsonColumn.read(row.getJsonArray("facts"), SearchFact::newBuilder).stream()
                            .map(message -> SearchFactMessages.stored(message.build()))
                            .toList(),
                    placed(row),
                    row.getString("owner"),
                    row.getString("opened_by"),
                    instant(row, "opened_at"),
                    row.getBoolean("drill")));
        }
        return found;
    }

    private static Optional<Placed> placed(Row row) {
        return Optional.ofNullable(row.getUUID("put_on"))
                .map(on -> new Placed(
                        new IncidentId(on),
                        row.getInteger("put_location"),
                        row.getDouble("put_area_m2"),
                        instant(row, "put_at")));
    }

    private static SearchAreaState state(Row row) {
        return switch (row.getString("state")) {
            case "open" -> new Open(instant(row, "next_deadline_at"), row.getInteger("reminders"));
            case "place_found" -> new PlaceFound(end(row));
            case "given_up" -> new GivenUp(end(row));
            case "ended" -> new Ended(end(row));
            case String other -> throw new IllegalStateException("A search area cannot be " + other);
        };
    }

    private static End end(Row row) {
        return new End(instant(row, "over_at"), row.getString("over_by"), row.getString("over_reason"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
