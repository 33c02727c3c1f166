package io.qipan.dispatch.complaint;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

@Singleton
class PostgresPastWork implements PastWork {

    @Override
    public Set<String> on(Collection<IncidentId> incidents) {
        Set<String> actors = new HashSet<>();
        Tx.current()
                .query(
                        """
                        select actor from journal where resource = any($1::text[])
                        union
                        select j.actor from proposal p join journal j on j.resource = 'proposals/' || p.id
                        where p.incident_id = any($2::uuid[])""",
                        incidents.stream().map(IncidentId::name).toArray(String[]::new),
                        incidents.stream().map(IncidentId::uuid).toArray(UUID[]::new))
                .forEach(row -> actors.add(row.getString("actor")));
        return actors;
    }
}
