package io.qipan.dispatch.classification;

import io.qipan.dispatch.classification.model.PastCase;
import io.qipan.dispatch.classification.model.PastCase.Told;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Singleton
class PostgresConfirmedIncidents implements ConfirmedIncidents {
    /** Characters of a text that are learned from: what a matter is stands in the beginning, and all are held in memory. */
    private static final int LONGEST = 400;

    // As the partial index says it.
    private static final String NEWEST = """
        select ended_at from incident
        where state = 'ended' and not drill and outcome in ('RESOLVED', 'HANDED_OVER')
        order by ended_at desc, id desc limit $1\
        """;

    // What was told is what there was to go by; nobody changes a summary later.
    private static final String UNTIL = """
        select id, type, priority, left(summary, $3) as summary,
            coalesce((select left(description, $3) from call where incident_id = incident.id order by id limit 1), '') as told
        from incident
        where state = 'ended' and not drill and outcome in ('RESOLVED', 'HANDED_OVER') and ended_at <= $1
        order by ended_at desc, id desc limit $2\
        """;

    @Override
    public Optional<Extent> newest(int limit) {
        Row row = Tx.current()
                .query("select count(*)::int as cases, max(ended_at) as until from (" + NEWEST + ") newest", limit)
                .iterator()
                .next();
        return row.getInteger("cases") == 0
                ? Optional.empty()
                : Optional.of(new Extent(
                        row.getInteger("cases"), row.getOffsetDateTime("until").toInstant()));
    }

    @Override
    public List<Told> until(Instant time, int limit) {
        List<Told> cases = new ArrayList<>();
        for (Row row : Tx.current().query(UNTIL, time, limit, LONGEST)) {
            String summary = row.getString("summary");
            String told = row.getString("told");
            cases.add(new Told(
                    new PastCase(
                            new IncidentId(row.getUUID("id")),
                            row.getString("type"),
                            Priority.valueOf(row.getString("priority"))),
                    told.equals(summary) ? summary : summary + "\n" + told));
        }
        return cases.reversed();
    }
}
