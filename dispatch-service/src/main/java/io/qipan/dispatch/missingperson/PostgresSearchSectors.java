package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.id.model.SearchSectorId;
import io.qipan.dispatch.missingperson.model.SearchSector;
import io.qipan.dispatch.missingperson.model.SectorState;
import io.qipan.dispatch.missingperson.model.SectorState.Assigned;
import io.qipan.dispatch.missingperson.model.SectorState.Planned;
import io.qipan.dispatch.missingperson.model.SectorState.SearchAgain;
import io.qipan.dispatch.missingperson.model.SectorState.Searched;
import io.qipan.proto.common.v1.Area;
import io.qipan.proto.dispatch.v1.SectorPass;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresSearchSectors implements SearchSectors {
    private static final String SELECT =
            "select s.*, (select drill from missing_search where id = s.search_id) from search_sector s ";

    @Override
    public void add(SearchSector sector) {
        Tx.current()
                .write(
                        """
                        insert into search_sector (id, version, state, search_id, label, area, area_m2, searcher, passes, owner,
                            reminders, added_at)
                        values ($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8, $9::text::jsonb, $10, $11, $12)\
                        """,
                        sector.id().uuid(),
                        sector.version(),
                        sector.state().word(),
                        sector.search().uuid(),
                        sector.label(),
                        JsonColumn.write(List.of(SearchSectorMessages.message(sector.area()))),
                        sector.areaM2(),
                        sector.searcher(),
                        passes(sector),
                        sector.owner(),
                        sector.reminders(),
                        sector.addedAt());
    }

    private static String passes(SearchSector sector) {
        return JsonColumn.write(
                sector.passes().stream().map(SearchSectorMessages::message).toList());
    }

    @Override
    public Optional<SearchSector> find(SearchSectorId id) {
        return read("where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public SearchSector lock(SearchSectorId id) {
        return read("where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(SearchSector sector) {
        Tx.current()
                .write(
                        """
                        update search_sector set version = $2, state = $3, searcher = $4, passes = $5::text::jsonb, owner = $6,
                            assigned_at = $7, next_deadline_at = $8, reminders = $9
                        where id = $1\
                        """,
                        sector.id().uuid(),
                        sector.version(),
                        sector.state().word(),
                        sector.searcher(),
                        passes(sector),
                        sector.owner(),
                        sector.state() instanceof Assigned assigned ? assigned.at() : null,
                        sector.nextDeadlineAt().orElse(null),
                        sector.reminders());
    }

    @Override
    public List<SearchSector> list(MissingSearchId search, Optional<SearchSectorId> olderThan, int limit) {
        return read(
                "where search_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3",
                search.uuid(),
                olderThan.map(SearchSectorId::uuid).orElse(null),
                limit);
    }

    private static List<SearchSector> read(String where, @Nullable Object... arguments) {
        List<SearchSector> found = new ArrayList<>();
        for (Row row : Tx.current().query(SELECT + where, arguments)) {
            found.add(new SearchSector(
                    new SearchSectorId(row.getUUID("id")),
                    row.getLong("version"),
                    state(row),
                    new MissingSearchId(row.getUUID("search_id")),
                    row.getString("label"),
                    SearchSectorMessages.region(JsonColumn.read(row.getJsonArray("area"), Area::newBuilder)
                            .getFirst()
                            .build()),
                    row.getDouble("area_m2"),
                    row.getString("searcher"),
                    JsonColumn.read(row.getJsonArray("passes"), SectorPass::newBuilder).stream()
                            .map(message -> SearchSectorMessages.pass(message.build()))
                            .toList(),
                    row.getString("owner"),
                    row.getOffsetDateTime("added_at").toInstant(),
                    row.getInteger("reminders"),
                    row.getBoolean("drill")));
        }
        return found;
    }

    private static SectorState state(Row row) {
        return switch (row.getString("state")) {
            case "planned" -> new Planned();
            case "assigned" ->
                new Assigned(
                        row.getOffsetDateTime("assigned_at").toInstant(),
                        row.getOffsetDateTime("next_deadline_at").toInstant());
            case "searched" -> new Searched();
            case "search_again" -> new SearchAgain();
            case String other -> throw new IllegalStateException("A sector cannot be " + other);
        };
    }
}
