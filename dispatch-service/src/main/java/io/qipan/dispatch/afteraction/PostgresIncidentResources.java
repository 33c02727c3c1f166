package io.qipan.dispatch.afteraction;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

@Singleton
class PostgresIncidentResources implements IncidentResources {
    private static final String MERGED = """
            with recursive own (id) as (
                select $1::uuid
                union
                select i.id from incident i join own on i.merged_into = own.id)
            select id from own order by id""";

    private static final String RESOURCES = """
            with told as (select id from call where incident_id = any($1::uuid[])),
            searched as (select id from missing_search where incident_id = any($1::uuid[])),
            carried as (select id from contingency_activation where incident_id = any($1::uuid[]))
            select 'incidents/' || id as name from unnest($1::uuid[]) as own (id)
            union all select 'incidentResponses/' || incident_id from incident_response where incident_id = any($1::uuid[])
            union all select 'incidentInterviews/' || id from incident_interview where incident_id = any($1::uuid[])
            union all select 'incidentShares/' || id from incident_share where incident_id = any($1::uuid[])
            union all select 'calls/' || id from told
            union all select 'transfers/' || t.id from transfer t join told on told.id = t.call_id
            union all select 'referrals/' || r.id from referral r join told on told.id = r.call_id
            union all select 'orders/' || id from orders where requested_for = any($1::uuid[])
            union all select 'followUps/' || id from follow_up where incident_id = any($1::uuid[])
            union all select 'complaints/' || id from complaint where incident_id = any($1::uuid[])
            union all select 'forcedPlaces/' || id from forced_place where incident_id = any($1::uuid[])
            union all select 'forcedPlaces/' || f.id from forced_place f join told on told.id = f.call_id
            union all select 'missingSearches/' || id from searched
            union all select 'searchSectors/' || s.id from search_sector s join searched on searched.id = s.search_id
            union all select 'missingNotices/' || n.id from missing_notice n join searched on searched.id = n.search_id
            union all select 'searchAreas/' || id from search_area where incident_id = any($1::uuid[])
            union all select 'proposals/' || id from proposal where incident_id = any($1::uuid[])
            union all select 'closureReviews/' || v.id from closure_review v join closure e on e.id = v.id
                where e.incident_id = any($1::uuid[]) or e.call_id in (select id from told)
            union all select 'supervisionOrders/' || id from supervision_order where incident_id = any($1::uuid[])
            union all select 'attentions/' || id from attention where incident_id = any($1::uuid[])
            union all select 'contingencyActivations/' || id from carried
            union all select 'contingencyTasks/' || t.id from contingency_task t
                join carried on carried.id = t.activation_id
            union all select 'contingencyReviews/' || v.id from contingency_review v join carried on carried.id = v.id
            union all select 'contingencyFindings/' || f.id from contingency_finding f
                join carried on carried.id = f.review_id
            union all select 'commandOrders/' || c.id from command_order c join unnest($1::uuid[]) as own (id)
                on c.basis = 'incidents/' || own.id
            order by name""";

    @Override
    public List<IncidentId> withMerged(IncidentId incident) {
        List<IncidentId> incidents = new ArrayList<>();
        Tx.current().query(MERGED, incident.uuid()).forEach(row -> incidents.add(new IncidentId(row.getUUID(0))));
        return incidents;
    }

    @Override
    public List<String> of(List<IncidentId> incidents) {
        List<String> names = new ArrayList<>();
        Tx.current()
                .query(RESOURCES, (Object)
                        incidents.stream().map(IncidentId::uuid).toArray(UUID[]::new))
                .forEach(row -> names.add(row.getString("name")));
        return names;
    }
}
