package io.qipan.dispatch.attention;

import static java.util.Map.entry;

import io.qipan.dispatch.attention.model.AttentionKind;
import io.qipan.dispatch.attention.model.Occasion;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.order.model.Ladder;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.runtime.journal.Journal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which changes are exceptions: whoever reminds or escalates tells the journal so, and nothing else. */
final class Occasions {
    private static final Map<String, AttentionKind> KINDS = Map.ofEntries(
            entry("call.overdue", AttentionKind.CALL_UNDECIDED),
            entry("incident.overdue", AttentionKind.INCIDENT_OVERDUE),
            entry("incident_response.unmet", AttentionKind.ALARM_LEVEL_UNMET),
            entry("incident_response.undetermined", AttentionKind.ALARM_LEVEL_UNKNOWN),
            entry("order.escalated", AttentionKind.ORDER_UNANSWERED),
            entry("order.timed_out", AttentionKind.ORDER_TIMED_OUT),
            entry("order.overdue", AttentionKind.ORDER_OVERDUE),
            entry("command_notice.escalated", AttentionKind.COMMAND_UNANSWERED),
            entry("transfer.overdue", AttentionKind.TRANSFER_OVERDUE),
            entry("transfer.unseen", AttentionKind.TRANSFER_UNSEEN),
            entry("referral.undecided", AttentionKind.REFERRAL_WAITS),
            entry("referral.endangered", AttentionKind.REFERRAL_ENDANGERED),
            entry("referral.overdue", AttentionKind.REFERRAL_WAITS),
            entry("referral.withdrawal_asked", AttentionKind.REFERRAL_WITHDRAWAL),
            entry("referral.withdrawal_undecided", AttentionKind.REFERRAL_WITHDRAWAL),
            entry("place.unverified", AttentionKind.PLACE_UNVERIFIED),
            entry("follow_up.undeliverable", AttentionKind.MESSAGE_UNDELIVERED),
            entry("follow_up.overdue", AttentionKind.FOLLOW_UP_OVERDUE),
            entry("complaint.overdue", AttentionKind.COMPLAINT_OVERDUE),
            entry("rectification.overdue", AttentionKind.RECTIFICATION_OVERDUE),
            entry("rectification.assessable", AttentionKind.RECTIFICATION_OVERDUE),
            entry("rectification.escalated", AttentionKind.RECTIFICATION_OVERDUE),
            entry("missing_search.unresolved", AttentionKind.MISSING_UNRESOLVED),
            entry("search_sector.unreported", AttentionKind.SECTOR_UNREPORTED),
            entry("missing_notice.unreleased", AttentionKind.MISSING_NOTICE_OPEN),
            entry("missing_notice.still_shown", AttentionKind.MISSING_NOTICE_OPEN),
            entry("missing_notice.still_up", AttentionKind.MISSING_NOTICE_OPEN),
            entry("supervision_order.escalated", AttentionKind.SUPERVISION_OVERDUE),
            entry("proposal.escalated", AttentionKind.PROPOSAL_UNDECIDED),
            entry("closure_review.overdue", AttentionKind.CLOSURE_REVIEW_OVERDUE),
            entry("search_area.unresolved", AttentionKind.SEARCH_AREA_UNRESOLVED),
            entry("contingency_task.overdue", AttentionKind.CONTINGENCY_TASK_OVERDUE),
            entry("contingency_activation.overdue", AttentionKind.CONTINGENCY_OVERDUE),
            entry("contingency_finding.overdue", AttentionKind.CONTINGENCY_FINDING_OVERDUE));

    /** What attentions are about, by the first word of its name. */
    private static final Set<String> WATCHED = Set.of(
            "calls",
            "incidents",
            "incidentResponses",
            "orders",
            "transfers",
            "referrals",
            "forcedPlaces",
            "commandOrders",
            "followUps",
            "complaints",
            "rectifications",
            "missingSearches",
            "searchSectors",
            "missingNotices",
            "supervisionOrders",
            "proposals",
            "closureReviews",
            "searchAreas",
            "contingencyTasks",
            "contingencyActivations",
            "contingencyFindings");

    private Occasions() {}

    static Set<String> actions() {
        return KINDS.keySet();
    }

    static Optional<Occasion> of(Journal.Entry change) {
        AttentionKind kind = KINDS.get(change.action());
        if (kind == null || isForTheUnitOnly(change)) {
            return Optional.empty();
        }
        // A thousand recipients are one thing to look at.
        String resource = change.state() instanceof CommandNotice notice ? notice.getOrder() : change.resource();
        String text = change.reason().isEmpty() ? change.action() : change.reason();
        return Optional.of(new Occasion(kind, resource, text, 1));
    }

    /** The first rung of a ladder alerts nobody here. */
    private static boolean isForTheUnitOnly(Journal.Entry change) {
        return change.action().equals("order.escalated")
                && change.reason().equals(Ladder.Action.ALERT_UNIT_AGAIN.word());
    }

    /** Whether the change may take away the cause of an attention about the resource. */
    static boolean mayEndSome(Journal.Entry change) {
        String resource = change.resource();
        return WATCHED.contains(resource.substring(0, resource.indexOf('/')));
    }

    /** The incident of which the change may take away the cause of more: what one unit did not do, another does. */
    static Optional<IncidentId> incident(Journal.Entry change) {
        if (change.state() instanceof Order order) {
            return Optional.of(IncidentId.parse(order.getIncident()));
        }
        return Optional.of(change.resource())
                .filter(name -> name.startsWith("incidents/"))
                .map(IncidentId::parse);
    }
}
