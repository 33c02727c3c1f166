package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.duplicate.model.Link;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

@Singleton
class PostgresLinks implements Links {

    @Override
    public void lock() {
        Tx.current().write("lock table incident_link in share row exclusive mode");
    }

    @Override
    public void put(Link link) {
        Tx.current()
                .write(
                        """
                        insert into incident_link (incident_id, other_id, kind, linked_at, linked_by, reason)
                        values ($1, $2, $3, $4, $5, $6)""",
                        link.incident().uuid(),
                        link.other().uuid(),
                        link.kind().name(),
                        link.at(),
                        link.by(),
                        link.reason());
    }

    @Override
    public boolean remove(IncidentId incident, IncidentId other) {
        return Tx.current().query("""
                                delete from incident_link
                                where incident_id = $1 and other_id = $2 or incident_id = $2 and other_id = $1""", incident.uuid(), other.uuid()).rowCount() > 0;
    }

    @Override
    public List<Link> of(IncidentId incident) {
        List<Link> links = new ArrayList<>();
        Tx.current()
                .query(
                        "select * from incident_link where incident_id = $1 or other_id = $1 order by linked_at, other_id",
                        incident.uuid())
                .forEach(row -> links.add(new Link(
                        new IncidentId(row.getUUID("incident_id")),
                        new IncidentId(row.getUUID("other_id")),
                        Link.Kind.valueOf(row.getString("kind")),
                        row.getOffsetDateTime("linked_at").toInstant(),
                        row.getString("linked_by"),
                        row.getString("reason"))));
        return links;
    }

    @Override
    public boolean isPartOf(IncidentId incident, IncidentId whole) {
        return Tx.current()
                .query("""
                        with recursive wholes as (
                            select other_id from incident_link where incident_id = $1 and kind = 'PART_OF'
                            union
                            select l.other_id from incident_link l join wholes w on l.incident_id = w.other_id
                            where l.kind = 'PART_OF')
                        select exists (select from wholes where other_id = $2)""", incident.uuid(), whole.uuid())
                .iterator()
                .next()
                .getBoolean(0);
    }
}
