package io.qipan.dispatch.attention;

/** What an attention can be about, as rows of the features. */
final class PostgresAttentionSubject {

    /**
     * Of a row {@code r} with {@code kind}, {@code resource}, {@code collection} and {@code subject}: what the resource
     * waits for, its incident, whether it is an exercise, and its owner. Sensors and overdue visits have no id here but a name. A referral
     * waits for two things: that somebody decides or tells a result, and that who works it gives it back or not.
     *
     * <p>An order that timed out waits as long as its incident does and no later order is open; a command order for
     * whoever was escalated. What a review
     * found is real work, also if it was found in an exercise.
     */
    static final String OF_R = """
        select next_deadline_at as waits_at, incident_id, drill, owner
        from call where r.collection = 'calls' and id = r.subject
        union all
        select next_deadline_at, id, drill, owner from incident where r.collection = 'incidents' and id = r.subject
        union all
        select p.next_deadline_at, p.incident_id, i.drill, i.owner
        from incident_response p join incident i on i.id = p.incident_id
        where r.collection = 'incidentResponses' and p.incident_id = r.subject
        union all
        select case when o.state <> 'timed_out' then o.next_deadline_at
                    when not exists (
                        select from orders l where l.incident_id = o.incident_id and l.id > o.id and not l.over)
                    then i.next_deadline_at end,
            o.incident_id, i.drill, o.owner
        from orders o join incident i on i.id = o.incident_id where r.collection = 'orders' and o.id = r.subject
        union all
        select t.next_deadline_at, c.incident_id, c.drill, t.owner
        from transfer t join call c on c.id = t.call_id where r.collection = 'transfers' and t.id = r.subject
        union all
        select case when r.kind = 'REFERRAL_WITHDRAWAL' then f.withdrawal_deadline_at else f.next_deadline_at end,
            c.incident_id, f.drill,
            case when r.kind = 'REFERRAL_WITHDRAWAL' then coalesce(f.withdrawal_owner, f.owner) else f.owner end
        from referral f left join call c on c.id = f.call_id where r.collection = 'referrals' and f.id = r.subject
        union all
        select f.next_deadline_at, coalesce(f.incident_id, c.incident_id), coalesce(i.drill, c.drill), f.owner
        from forced_place f left join incident i on i.id = f.incident_id left join call c on c.id = f.call_id
        where r.collection = 'forcedPlaces' and f.id = r.subject
        union all
        select (select min(n.escalated_at) from command_notice n where n.order_id = o.id and n.ended_at is null),
            case when starts_with(o.basis, 'incidents/') then substr(o.basis, 11)::uuid end, o.exercise, o.owner
        from command_order o where r.collection = 'commandOrders' and o.id = r.subject
        union all
        select f.next_deadline_at, f.incident_id, i.drill, f.owner
        from follow_up f join incident i on i.id = f.incident_id where r.collection = 'followUps' and f.id = r.subject
        union all
        select c.next_deadline_at, c.incident_id, i.drill, c.owner
        from complaint c join incident i on i.id = c.incident_id where r.collection = 'complaints' and c.id = r.subject
        union all
        select next_deadline_at, null::uuid, false, owner
        from rectification where r.collection = 'rectifications' and id = r.subject
        union all
        select next_deadline_at, incident_id, drill, owner
        from missing_search where r.collection = 'missingSearches' and id = r.subject
        union all
        select s.next_deadline_at, m.incident_id, m.drill, s.owner
        from search_sector s join missing_search m on m.id = s.search_id
        where r.collection = 'searchSectors' and s.id = r.subject
        union all
        select n.next_deadline_at, m.incident_id, m.drill, n.owner
        from missing_notice n join missing_search m on m.id = n.search_id
        where r.collection = 'missingNotices' and n.id = r.subject
        union all
        select next_deadline_at, incident_id, drill, owner
        from supervision_order where r.collection = 'supervisionOrders' and id = r.subject
        union all
        select next_deadline_at, incident_id, drill, owner
        from proposal where r.collection = 'proposals' and id = r.subject
        union all
        select v.next_deadline_at, coalesce(e.incident_id, c.incident_id), false, v.owner
        from closure_review v join closure e on e.id = v.id left join call c on c.id = e.call_id
        where r.collection = 'closureReviews' and v.id = r.subject
        union all
        select next_deadline_at, incident_id, drill, owner
        from search_area where r.collection = 'searchAreas' and id = r.subject
        union all
        select next_deadline_at, incident_id, drill, owner
        from contingency_activation where r.collection = 'contingencyActivations' and id = r.subject
        union all
        select t.next_deadline_at, a.incident_id, a.drill, t.owner
        from contingency_task t join contingency_activation a on a.id = t.activation_id
        where r.collection = 'contingencyTasks' and t.id = r.subject
        union all
        select next_deadline_at, incident_id, false, owner
        from contingency_finding where r.collection = 'contingencyFindings' and id = r.subject
        union all
        select next_deadline_at, null::uuid, false, owner
        from known_sensor where r.collection = 'sensors' and name = r.resource
        union all
        select case when missing > 0 then next_deadline_at end, null::uuid, false, owner
        from overdue_visit_round where r.collection = 'overdueVisits' and name = r.resource
        """;

    private PostgresAttentionSubject() {}
}
