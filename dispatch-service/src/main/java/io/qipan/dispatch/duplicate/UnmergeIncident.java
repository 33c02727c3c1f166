package io.qipan.dispatch.duplicate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.duplicate.MergeIncidents.Outcome;
import io.qipan.dispatch.duplicate.model.Merge;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.AlarmLevels;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.OpenOrders;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.Merging;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Takes a merged incident out again, as it was. */
@Singleton
class UnmergeIncident {
    private final Merges merges;
    private final IncidentRecords incidents;
    private final OpenOrders orders;
    private final AlarmLevels alarmLevels;
    private final InstantSource clock;
    private final Counter unmerged;

    UnmergeIncident(
            Merges merges,
            IncidentRecords incidents,
            OpenOrders orders,
            AlarmLevels alarmLevels,
            InstantSource clock,
            MeterRegistry meters) {
        this.merges = merges;
        this.incidents = incidents;
        this.orders = orders;
        this.alarmLevels = alarmLevels;
        this.clock = clock;
        this.unmerged = meters.counter("qipan.incidents.unmerged");
    }

    Outcome unmerge(UnmergeIncidentRequest request, Caller caller) {
        Instant now = Times.now(clock);
        IncidentId id = IncidentId.parse(request.getIncident());
        List<Incident> above = lockUpToRoot(id);
        Incident root = above.getLast();
        Incident merged = incidents.lock(id, request.getEtag());
        Incident out = Merging.takeOut(merged).orRefuse();
        Merge merge = merges.standingOf(merged.id());
        List<IncidentId> own = merges.withMembers(merged.id());
        int moved = orders.moveBack(root.id(), own, merged.id(), now);
        Incident left = Merging.left(
                root,
                // A root further up was made active by another merge.
                root.id().equals(merge.into()) ? merge.rootWas() : Optional.empty(),
                orders.countOf(root.id()));
        merges.undo(new Merge(
                merge.id(),
                merge.incident(),
                merge.into(),
                merge.at(),
                merge.by(),
                merge.reason(),
                merge.rootWas(),
                Optional.of(new Merge.Undone(now, caller.subject(), request.getReason()))));
        incidents.change(out, "incident.unmerged", now, request.getReason());
        incidents.needsAttention(out.id(), now);
        alarmLevels.takenOut(out, above.subList(1, above.size()), caller.subject(), now);
        if (left.version() != root.version()) {
            incidents.change(left, "incident.let_go", now, merged.id().name() + ": " + request.getReason());
            incidents.needsAttention(left.id(), now);
        }
        if (!out.drill()) {
            unmerged.increment();
        }
        return new Outcome(out, left, moved);
    }

    /** It and those above it up to the root of now, which may have been merged itself, or let it go, while we waited. */
    private List<Incident> lockUpToRoot(IncidentId id) {
        Incident known = incidents.upToRoot(id).getLast();
        incidents.lockBoth(id, known.id());
        List<Incident> up = incidents.upToRoot(id);
        if (!up.getLast().id().equals(known.id())) {
            throw Refusal.of(Reason.CONCURRENT_CHANGE, "Another merge came first. Try again.")
                    .asException();
        }
        return up;
    }
}
