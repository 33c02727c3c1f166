package io.qipan.dispatch.response;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.response.model.IncidentResponse;
import io.qipan.dispatch.response.model.IncidentResponse.Decided;
import io.qipan.dispatch.response.model.IncidentResponse.Finding;
import io.qipan.dispatch.response.model.IncidentResponse.Taken;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@Singleton
class PostgresIncidentResponses implements IncidentResponses {
    private static final String SELECT = """
            select r.*, i.owner, i.drill from incident_response r join incident i on i.id = r.incident_id\s""";

    @Override
    public Optional<IncidentResponse> find(IncidentId incident) {
        return read(SELECT + "where r.incident_id = $1", incident.uuid()).stream()
                .findFirst();
    }

    @Override
    public List<IncidentResponse> mergedInto(IncidentId incident, Instant since) {
        return read(SELECT + """
                    join incident_merge m on m.incident_id = r.incident_id and m.unmerged_at is null
                    where m.into_id = $1 and m.merged_at >= $2 order by m.id""", incident.uuid(), since);
    }

    @Override
    public void save(IncidentResponse response) {
        Decided decided = response.inForce();
        Optional<Decided> own = response.taken().flatMap(Taken::own);
        Tx.current()
                .write(
                        """
                        insert into incident_response
                            (incident_id, version, revision, plan, level, changed_at, changed_by, reason, explanation,
                            taken_from, own_revision, own_plan, own_level, own_changed_at, own_changed_by, own_reason,
                            own_explanation, next_deadline_at, unmet, undetermined)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                            $20)
                        on conflict (incident_id) do update set version = excluded.version,
                            revision = excluded.revision, plan = excluded.plan, level = excluded.level,
                            changed_at = excluded.changed_at, changed_by = excluded.changed_by, reason = excluded.reason,
                            explanation = excluded.explanation, taken_from = excluded.taken_from,
                            own_revision = excluded.own_revision, own_plan = excluded.own_plan,
                            own_level = excluded.own_level, own_changed_at = excluded.own_changed_at,
                            own_changed_by = excluded.own_changed_by, own_reason = excluded.own_reason,
                            own_explanation = excluded.own_explanation, next_deadline_at = excluded.next_deadline_at,
                            unmet = excluded.unmet, undetermined = excluded.undetermined\
                        """,
                        response.incident().uuid(),
                        response.version(),
                        decided.revision(),
                        decided.plan(),
                        decided.level(),
                        decided.at(),
                        decided.by(),
                        decided.reason(),
                        decided.explanation().toArray(String[]::new),
                        response.taken().map(taken -> taken.from().uuid()).orElse(null),
                        own.map(Decided::revision).orElse(null),
                        own.map(Decided::plan).orElse(null),
                        own.map(Decided::level).orElse(null),
                        own.map(Decided::at).orElse(null),
                        own.map(Decided::by).orElse(null),
                        own.map(Decided::reason).orElse(null),
                        own.map(one -> one.explanation().toArray(String[]::new)).orElse(null),
                        response.nextDeadlineAt().orElse(null),
                        response.finding() == Finding.UNMET,
                        response.finding() == Finding.UNKNOWN);
    }

    @Override
    public Set<String> assigned(IncidentId incident) {
        Set<String> units = new HashSet<>();
        Tx.current()
                .query("select unit from orders where incident_id = $1 and not over", incident.uuid())
                .forEach(row -> units.add(row.getString("unit")));
        return units;
    }

    private static List<IncidentResponse> read(String sql, Object... arguments) {
        List<IncidentResponse> found = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> found.add(response(row)));
        return found;
    }

    private static IncidentResponse response(Row row) {
        return new IncidentResponse(
                new IncidentId(row.getUUID("incident_id")),
                row.getLong("version"),
                decided(row, ""),
                Optional.ofNullable(row.getUUID("taken_from"))
                        .map(from -> new Taken(
                                new IncidentId(from),
                                Optional.ofNullable(row.getLong("own_revision")).map(_ -> decided(row, "own_")))),
                Optional.ofNullable(row.getOffsetDateTime("next_deadline_at")).map(OffsetDateTime::toInstant),
                finding(row),
                row.getString("owner"),
                row.getBoolean("drill"));
    }

    private static Finding finding(Row row) {
        if (row.getBoolean("unmet")) {
            return Finding.UNMET;
        }
        return row.getBoolean("undetermined") ? Finding.UNKNOWN : Finding.MET;
    }

    private static Decided decided(Row row, String prefix) {
        return new Decided(
                row.getLong(prefix + "revision"),
                row.getString(prefix + "plan"),
                row.getInteger(prefix + "level"),
                row.getOffsetDateTime(prefix + "changed_at").toInstant(),
                row.getString(prefix + "changed_by"),
                row.getString(prefix + "reason"),
                List.of(row.getArrayOfStrings(prefix + "explanation")));
    }
}
