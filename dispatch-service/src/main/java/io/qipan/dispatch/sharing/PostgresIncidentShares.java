package io.qipan.dispatch.sharing;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.IncidentShareId;
import io.qipan.dispatch.sharing.model.IncidentShare;
import io.qipan.dispatch.sharing.model.ShareState;
import io.qipan.dispatch.sharing.model.ShareState.Ended;
import io.qipan.dispatch.sharing.model.ShareState.InForce;
import io.qipan.runtime.refusal.Refusal;
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
class PostgresIncidentShares implements IncidentShares {

    @Override
    public void add(IncidentShare share) {
        Tx.current()
                .write(
                        """
                        insert into incident_share
                            (id, version, incident_id, agency, purpose, drill, shared_at, shared_by, until)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
                        share.id().uuid(),
                        share.version(),
                        share.incident().uuid(),
                        share.agency(),
                        share.purpose(),
                        share.drill(),
                        share.sharedAt(),
                        share.sharedBy(),
                        share.until());
    }

    @Override
    public Optional<IncidentShare> find(IncidentShareId id) {
        return all("select * from incident_share where id = $1", id.uuid()).stream()
                .findFirst();
    }

    @Override
    public IncidentShare lock(IncidentShareId id) {
        return all("select * from incident_share where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public List<IncidentShare> lockOpen(IncidentId incident) {
        return all(
                "select * from incident_share where incident_id = $1 and ended_at is null order by id for update",
                incident.uuid());
    }

    @Override
    public void save(IncidentShare share) {
        @Nullable Ended ended = share.state() instanceof Ended e ? e : null;
        Tx.current()
                .write(
                        """
                        update incident_share set version = $2, until = $3, ended_at = $4, ended_by = $5, end_reason = $6
                        where id = $1""",
                        share.id().uuid(),
                        share.version(),
                        share.until(),
                        ended == null ? null : ended.at(),
                        ended == null ? null : ended.by(),
                        ended == null ? null : ended.reason());
    }

    @Override
    public List<IncidentShare> list(Filter filter, Optional<IncidentShareId> olderThan, int limit) {
        return all(
                """
                select * from incident_share
                where ($1::uuid is null or incident_id = $1) and ($2::text is null or agency = $2)
                    and ($3::timestamptz is null or (ended_at is null and until > $3)) and ($4::uuid is null or id < $4)
                order by id desc limit $5""",
                filter.incident().map(IncidentId::uuid).orElse(null),
                filter.agency().orElse(null),
                filter.inForceAt().orElse(null),
                olderThan.map(IncidentShareId::uuid).orElse(null),
                limit);
    }

    private static List<IncidentShare> all(String sql, @Nullable Object... arguments) {
        List<IncidentShare> shares = new ArrayList<>();
        Tx.current()
                .query(sql, arguments)
                .forEach(row -> shares.add(new IncidentShare(
                        new IncidentShareId(row.getUUID("id")),
                        row.getLong("version"),
                        new IncidentId(row.getUUID("incident_id")),
                        row.getString("agency"),
                        row.getString("purpose"),
                        row.getBoolean("drill"),
                        row.getOffsetDateTime("shared_at").toInstant(),
                        row.getString("shared_by"),
                        row.getOffsetDateTime("until").toInstant(),
                        state(row))));
        return shares;
    }

    private static ShareState state(Row row) {
        Optional<Instant> endedAt =
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant);
        return endedAt.<ShareState>map(at -> new Ended(at, row.getString("ended_by"), row.getString("end_reason")))
                .orElseGet(InForce::new);
    }
}
