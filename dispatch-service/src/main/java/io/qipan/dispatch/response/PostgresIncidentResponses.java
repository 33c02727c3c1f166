package io.qipan.dispatch.response;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.response.model.IncidentResponse;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@Singleton
class PostgresIncidentResponses implements IncidentResponses {
    private static final String FIND = """
            select r.*, i.drill
            from incident_response r join incident i on i.id = r.incident_id where r.incident_id = $1""";

    @Override
    public Optional<IncidentResponse> find(IncidentId incident) {
        for (Row row : Tx.current().query(FIND, incident.uuid())) {
            return Optional.of(new IncidentResponse(
                    incident,
                    row.getLong("version"),
                    row.getLong("revision"),
                    row.getString("plan"),
                    row.getInteger("level"),
                    row.getOffsetDateTime("changed_at").toInstant(),
                    row.getString("changed_by"),
                    row.getString("reason"),
                    List.of(row.getArrayOfStrings("explanation")),
                    row.getBoolean("drill")));
        }
        return Optional.empty();
    }

    @Override
    public void save(IncidentResponse response) {
        Tx.current()
                .write(
                        """
                        insert into incident_response
                            (incident_id, version, revision, plan, level, changed_at, changed_by, reason, explanation)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        on conflict (incident_id) do update set version = excluded.version,
                            revision = excluded.revision, plan = excluded.plan, level = excluded.level,
                            changed_at = excluded.changed_at, changed_by = excluded.changed_by, reason = excluded.reason,
                            explanation = excluded.explanation\
                        """,
                        response.incident().uuid(),
                        response.version(),
                        response.revision(),
                        response.plan(),
                        response.level(),
                        response.changedAt(),
                        response.changedBy(),
                        response.reason(),
                        response.explanation().toArray(String[]::new));
    }

    @Override
    public Set<String> assigned(IncidentId incident) {
        Set<String> units = new HashSet<>();
        Tx.current()
                .query("select unit from orders where incident_id = $1 and not over", incident.uuid())
                .forEach(row -> units.add(row.getString("unit")));
        return units;
    }
}
