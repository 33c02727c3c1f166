package io.qipan.dispatch.oversight;

import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Singleton
class PostgresOpenWork implements OpenWork {
    // The kinds are those that CallRecords, IncidentRecords, ResponseRecords, OrderRecords, TransferRecords,
    // ReferralRecords, ForcedPlaceRecords, CommandRecords, FollowUpRecords, ComplaintRecords, RectificationRecords,
    // MissingSearchRecords,
    // SearchSectorRecords, MissingNoticeRecords, SearchAreaRecords, ProposalRecords, ClosureReviewRecords,
    // AttentionRecords, SupervisionRecords, ContingencyRecords, FindingRecords, KnownSensorRecords and VisitRecords
    // set.
    static final String OPEN = """
        with work as (
            select 'calls/' || id as resource, state, owner, next_deadline_at, 'call.decide' as kind, drill
            from call where state = 'open'
            union all
            select 'incidents/' || id, state, owner, next_deadline_at, 'incident.attend', drill
            from incident where state not in ('ended', 'merged')
            union all
            select 'incidentResponses/' || incident_id,
                case when unmet then 'unmet' when undetermined then 'undetermined' else 'raised' end,
                (select owner from incident where id = incident_id), next_deadline_at, 'incident_response.look',
                (select drill from incident where id = incident_id)
            from incident_response where next_deadline_at is not null
            union all
            -- Set by a version that knows of no looks, while others are on their way to this one: due since then.
            select 'incidentResponses/' || r.incident_id, 'raised', i.owner, r.changed_at,
                'incident_response.look', i.drill
            from incident i join incident_response r on r.incident_id = i.id
            where i.state not in ('ended', 'merged') and r.level > 0 and r.next_deadline_at is null
            union all
            select 'orders/' || id, state, owner, next_deadline_at,
                case when state = 'requested' then 'order.settle'
                     when state in ('sent', 'delivered') then 'order.acknowledge'
                     else 'order.progress' end,
                (select drill from incident where id = incident_id)
            from orders where not over
            union all
            select 'transfers/' || id, state, owner, next_deadline_at,
                case state when 'offered' then 'transfer.deliver' when 'delivered' then 'transfer.decide'
                     when 'accepted' then 'transfer.answer' else 'transfer.see' end,
                (select drill from call where id = call_id)
            from transfer where next_deadline_at is not null
            union all
            select 'referrals/' || id, state, owner, next_deadline_at,
                case state when 'accepted' then 'referral.answer' else 'referral.decide' end, drill
            from referral where not over
            union all
            select 'referrals/' || id, 'withdrawal ' || withdrawal_state, withdrawal_owner, withdrawal_deadline_at,
                'referral.withdraw', drill
            from referral where withdrawal_deadline_at is not null
            union all
            select 'forcedPlaces/' || id, lower(state), owner, next_deadline_at, 'place.verify',
                coalesce((select drill from call where id = call_id),
                    (select drill from incident where id = incident_id))
            from forced_place where state = 'UNVERIFIED'
            union all
            select 'commandOrders/' || id, state, owner, next_deadline_at, 'command_order.look',
                exercise
            from command_order where next_deadline_at is not null
            union all
            select 'followUps/' || id, state, owner, next_deadline_at,
                case state when 'queued' then 'follow_up.send' else 'follow_up.look' end,
                (select drill from incident where id = incident_id)
            from follow_up where next_deadline_at is not null
            union all
            select 'complaints/' || id, state, owner, next_deadline_at, 'complaint.look',
                (select drill from incident where id = incident_id)
            from complaint where next_deadline_at is not null
            union all
            select 'rectifications/' || id, state, owner, next_deadline_at, 'rectification.look', false
            from rectification where not over
            union all
            select 'missingSearches/' || id, state, owner, next_deadline_at, 'missing_search.look', drill
            from missing_search where next_deadline_at is not null
            union all
            select 'searchSectors/' || id, state, owner, next_deadline_at, 'search_sector.look',
                (select drill from missing_search where id = search_id)
            from search_sector where next_deadline_at is not null
            union all
            select 'missingNotices/' || id, state, owner, next_deadline_at, 'missing_notice.look',
                (select drill from missing_search where id = search_id)
            from missing_notice where next_deadline_at is not null
            union all
            select 'proposals/' || id, state, owner, next_deadline_at, 'proposal.decide', drill
            from proposal where next_deadline_at is not null
            union all
            select 'closureReviews/' || id, state, owner, next_deadline_at, 'closure_review.look', false
            from closure_review where next_deadline_at is not null
            union all
            select 'attentions/' || id, state, owner, next_deadline_at, 'attention.look', drill
            from attention where next_deadline_at is not null
            union all
            select 'supervisionOrders/' || id, state, owner, next_deadline_at, 'supervision_order.look', drill
            from supervision_order where next_deadline_at is not null
            union all
            select 'contingencyActivations/' || id, state, owner, next_deadline_at, 'contingency_activation.look', drill
            from contingency_activation where next_deadline_at is not null
            union all
            select 'contingencyTasks/' || id, state, owner, next_deadline_at, 'contingency_task.look',
                (select drill from contingency_activation where id = activation_id)
            from contingency_task where next_deadline_at is not null
            union all
            select 'contingencyFindings/' || id, state, owner, next_deadline_at, 'contingency_finding.look', false
            from contingency_finding where next_deadline_at is not null
            union all
            select 'searchAreas/' || id, state, owner, next_deadline_at, 'search_area.look', drill
            from search_area where next_deadline_at is not null
            union all
            select name, 'silent', owner, next_deadline_at, 'sensor.look', false
            from known_sensor where next_deadline_at is not null
            union all
            select name, 'overdue', owner, next_deadline_at, 'overdue_visits.look', false
            from overdue_visit_round where missing > 0)
        select w.*, w.kind in ('order.settle', 'transfer.deliver', 'follow_up.send') as errand, d.kind is null as orphan
        from work w left join deadline d on d.subject = w.resource and d.kind = w.kind
        """;

    @Override
    public void lockSweep() {
        Tx.current().write("select pg_advisory_xact_lock(hashtextextended('sweep of open work', 0))");
    }

    @Override
    public List<Item> list(boolean orphansOnly, Optional<Key> after, int limit) {
        List<Item> items = new ArrayList<>();
        Tx.current()
                .query(
                        OPEN + """
                            where (not $1 or d.kind is null)
                                and ($2::timestamptz is null or (w.next_deadline_at, w.resource) > ($2, $3))
                            order by w.next_deadline_at, w.resource limit $4\
                            """,
                        orphansOnly,
                        after.map(Key::nextDeadlineAt).orElse(null),
                        after.map(Key::resource).orElse(""),
                        limit)
                .forEach(row -> items.add(item(row)));
        return items;
    }

    private static Item item(Row row) {
        return new Item(
                row.getString("resource"),
                row.getString("state"),
                row.getString("owner"),
                row.getOffsetDateTime("next_deadline_at").toInstant(),
                row.getString("kind"),
                row.getBoolean("errand"),
                row.getBoolean("orphan"),
                row.getBoolean("drill"));
    }

    @Override
    public long count(String kind) {
        String sql = switch (kind) {
            case "calls" -> "select count(*) from call where state = 'open'";
            case "incidents" -> "select count(*) from incident where state not in ('ended', 'merged')";
            case "alarm_levels" -> "select count(*) from incident_response where next_deadline_at is not null";
            case "orders" -> "select count(*) from orders where not over";
            case "command_orders" -> "select count(*) from command_order where next_deadline_at is not null";
            case "escalated_commands" ->
                "select count(*) from command_notice where ended_at is null and escalated_at is not null";
            case "forced_places" -> "select count(*) from forced_place where state = 'UNVERIFIED'";
            case "follow_ups" -> "select count(*) from follow_up where next_deadline_at is not null";
            case "complaints" -> "select count(*) from complaint where next_deadline_at is not null";
            case "rectifications" -> "select count(*) from rectification where not over";
            case "missing_searches" -> "select count(*) from missing_search where next_deadline_at is not null";
            case "search_sectors" -> "select count(*) from search_sector where next_deadline_at is not null";
            case "missing_notices" -> "select count(*) from missing_notice where next_deadline_at is not null";
            case "proposals" -> "select count(*) from proposal where next_deadline_at is not null";
            case "closure_reviews" -> "select count(*) from closure_review where next_deadline_at is not null";
            case "attentions" -> "select count(*) from attention where next_deadline_at is not null";
            case "supervision_orders" -> "select count(*) from supervision_order where next_deadline_at is not null";
            case "contingency_activations" ->
                "select count(*) from contingency_activation where next_deadline_at is not null";
            case "contingency_tasks" -> "select count(*) from contingency_task where next_deadline_at is not null";
            case "contingency_findings" ->
                "select count(*) from contingency_finding where next_deadline_at is not null";
            case "search_areas" -> "select count(*) from search_area where next_deadline_at is not null";
            case "overdue_visits" -> "select count(*) from overdue_visit_round where missing > 0";
            case "silent_sensors" -> "select count(*) from known_sensor where next_deadline_at is not null";
            case "referrals" -> "select count(*) from referral where not over";
            case "transfers" -> "select count(*) from transfer where next_deadline_at is not null";
            default -> throw new IllegalArgumentException("Nothing is called " + kind);
        };
        return Tx.current().query(sql).iterator().next().getLong(0);
    }
}
