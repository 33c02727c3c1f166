package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.duplicate.model.Merge;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.IncidentState.Monitored;
import io.qipan.dispatch.incident.model.IncidentState.New;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.dispatch.incident.model.IncidentState.Queued;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Singleton
class PostgresMerges implements Merges {

    @Override
    public void add(Merge merge) {
        Tx.current()
                .write(
                        """
                        insert into incident_merge (id, incident_id, into_id, merged_at, merged_by, reason, into_state,
                            into_deadline_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""",
                        merge.id(),
                        merge.incident().uuid(),
                        merge.into().uuid(),
                        merge.at(),
                        merge.by(),
                        merge.reason(),
                        merge.rootWas().map(Open::word).orElse(null),
                        merge.rootWas().map(Open::nextDeadlineAt).orElse(null));
    }

    @Override
    public Merge standingOf(IncidentId incident) {
        return merges("select * from incident_merge where incident_id = $1 and unmerged_at is null", incident.uuid())
                .getFirst();
    }

    @Override
    public void undo(Merge merge) {
        Merge.Undone undone = merge.undone().orElseThrow();
        Tx.current()
                .write(
                        "update incident_merge set unmerged_at = $2, unmerged_by = $3, unmerge_reason = $4 where id = $1",
                        merge.id(),
                        undone.at(),
                        undone.by(),
                        undone.reason());
    }

    @Override
    public IncidentId rootOf(IncidentId incident) {
        // No circles: only what is open takes others in, and it is held while it does.
        return new IncidentId(
                Tx.current().query("""
                        with recursive up as (
                            select id, merged_into from incident where id = $1
                            union all
                            select i.id, i.merged_into from incident i join up on i.id = up.merged_into)
                        select id from up where merged_into is null""", incident.uuid()).iterator().next().getUUID("id"));
    }

    @Override
    public List<IncidentId> withMembers(IncidentId incident) {
        List<IncidentId> members = new ArrayList<>();
        Tx.current().query("""
                        with recursive down as (
                            select $1::uuid as id
                            union all
                            select i.id from incident i join down on i.merged_into = down.id)
                        select id from down""", incident.uuid()).forEach(row -> members.add(new IncidentId(row.getUUID("id"))));
        return members;
    }

    @Override
    public List<Merge> of(IncidentId root, int limit) {
        return merges("""
                with recursive down as (
                    select i.id from incident i where i.merged_into = $1
                    union all
                    select i.id from incident i join down on i.merged_into = down.id)
                select m.* from down join incident_merge m on m.incident_id = down.id and m.unmerged_at is null
                order by m.id limit $2""", root.uuid(), limit);
    }

    @Override
    public List<Merge> undoneOf(IncidentId incident, int limit) {
        return merges(
                "select * from incident_merge where incident_id = $1 and unmerged_at is not null order by id desc limit $2",
                incident.uuid(),
                limit);
    }

    private static List<Merge> merges(String sql, Object... arguments) {
        List<Merge> merges = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> merges.add(merge(row)));
        return merges;
    }

    private static Merge merge(Row row) {
        return new Merge(
                row.getUUID("id"),
                new IncidentId(row.getUUID("incident_id")),
                new IncidentId(row.getUUID("into_id")),
                instant(row, "merged_at"),
                row.getString("merged_by"),
                row.getString("reason"),
                Optional.ofNullable(row.getString("into_state"))
                        .map(word -> open(word, instant(row, "into_deadline_at"))),
                Optional.ofNullable(row.getString("unmerged_by"))
                        .map(by -> new Merge.Undone(instant(row, "unmerged_at"), by, row.getString("unmerge_reason"))));
    }

    private static Open open(String word, Instant nextDeadlineAt) {
        return switch (word) {
            case "new" -> new New(nextDeadlineAt);
            case "queued" -> new Queued(nextDeadlineAt);
            case "monitored" -> new Monitored(nextDeadlineAt);
            default -> throw new IllegalStateException("A merge activates no incident that is " + word);
        };
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
