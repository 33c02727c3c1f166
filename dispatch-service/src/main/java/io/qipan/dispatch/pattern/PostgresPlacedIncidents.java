package io.qipan.dispatch.pattern;

import io.qipan.dispatch.pattern.model.Exclusions;
import io.qipan.dispatch.pattern.model.HotspotQuestion;
import io.qipan.dispatch.pattern.model.Placed;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

@Singleton
class PostgresPlacedIncidents implements PlacedIncidents {
    private static final String WITH_SOUGHT = """
            with sought as (
                select id, type, act_at, place[0] as longitude, place[1] as latitude,
                    case when drill then 'drill'
                         when state = 'merged' or outcome = 'DUPLICATE' then 'duplicate'
                         when place is null then 'without_place'
                         when place_radius_m > $4 then 'vague_place'
                         else 'counted' end as sort
                from incident
                where act_at >= $1 and act_at < $2 and ($3::text[] = '{}' or type = any($3)))
            """;

    @Override
    public Tally tally(Sought sought) {
        Row row = query("""
            select count(*) filter (where sort = 'counted')::int as counted,
                count(*) filter (where sort = 'drill')::int as drills,
                count(*) filter (where sort = 'duplicate')::int as duplicates,
                count(*) filter (where sort = 'without_place')::int as without_place,
                count(*) filter (where sort = 'vague_place')::int as vague_place
            from sought\
            """, sought).iterator().next();
        return new Tally(
                row.getInteger("counted"),
                new Exclusions(
                        row.getInteger("drills"),
                        row.getInteger("duplicates"),
                        row.getInteger("without_place"),
                        row.getInteger("vague_place")));
    }

    @Override
    public List<Placed> list(Sought sought) {
        List<Placed> placed = new ArrayList<>();
        for (Row row : query(
                "select type, act_at, latitude, longitude from sought where sort = 'counted' order by act_at, id",
                sought)) {
            placed.add(new Placed(
                    row.getString("type"),
                    row.getOffsetDateTime("act_at")
                            .atZoneSameInstant(HotspotQuestion.ZONE)
                            .toLocalDate(),
                    row.getDouble("latitude"),
                    row.getDouble("longitude")));
        }
        return placed;
    }

    private static RowSet<Row> query(String select, Sought sought) {
        return Tx.current()
                .query(
                        WITH_SOUGHT + select,
                        sought.from(),
                        sought.until(),
                        sought.types().toArray(String[]::new),
                        (double) sought.vagueBeyondM());
    }
}
