package io.qipan.dispatch.duplicate;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.duplicate.model.Merge;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.AlarmLevels;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.OpenOrders;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState.Active;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.dispatch.incident.model.Merging;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes one incident of two, as a person has decided. */
@Singleton
class MergeIncidents {
    /** As many as can be told in one answer. */
    static final int MOST_MEMBERS = 1_000;

    private final Merges merges;
    private final IncidentRecords incidents;
    private final OpenOrders orders;
    private final AlarmLevels alarmLevels;
    private final DispatchSettings settings;
    private final InstantSource clock;
    private final Counter merged;

    MergeIncidents(
            Merges merges,
            IncidentRecords incidents,
            OpenOrders orders,
            AlarmLevels alarmLevels,
            DispatchSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.merges = merges;
        this.incidents = incidents;
        this.orders = orders;
        this.alarmLevels = alarmLevels;
        this.settings = settings;
        this.clock = clock;
        this.merged = meters.counter("qipan.incidents.merged");
    }

    /** The two as they are then. */
    record Outcome(Incident merged, Incident root, int movedOrders) {}

    Outcome merge(MergeIncidentsRequest request, Caller caller) {
        Instant now = Times.now(clock);
        IncidentId id = IncidentId.parse(request.getIncident());
        IncidentId into = IncidentId.parse(request.getInto());
        incidents.lockBoth(id, into);
        Incident incident = checked(id, request.getEtag());
        Incident root = checked(into, request.getIntoEtag());
        Merging.refusal(incident, root).ifPresent(refusal -> {
            throw refusal.asException();
        });
        refuseTooMany(id, into);
        // Orders before incidents: who works an order holds it before it touches its incident's deadline. One may have
        // ended
        // meanwhile, and what has moved is what the root is active by.
        int moved = orders.move(id, into, now);
        Merging.One one = Merging.merge(incident, root, moved, now.plus(settings.checkActiveIncident()))
                .orRefuse();
        merges.add(new Merge(
                UuidCreator.getTimeOrderedEpoch(),
                id,
                into,
                now,
                caller.subject(),
                request.getReason(),
                one.wasBefore(),
                Optional.empty()));
        incidents.change(one.merged(), "incident.merged", now, request.getReason());
        incidents.change(one.root(), "incident.took_in", now, id.name() + ": " + request.getReason());
        alarmLevels.merged(one.merged(), one.root(), now);
        haveLookedAt(incident, one.root(), moved, now);
        if (!incident.drill()) {
            merged.increment();
        }
        return new Outcome(one.merged(), one.root(), moved);
    }

    /** What somebody was to be told of either, as that its last unit is lost, has not gone with the deadlines set above. */
    private void haveLookedAt(Incident incident, Incident root, int moved, Instant now) {
        boolean lostAll = incident.state() instanceof Active && moved == 0;
        boolean waits = incident.state() instanceof Open open && !now.isBefore(open.nextDeadlineAt());
        boolean rootLostAll = root.state() instanceof Active && orders.countOf(root.id()) == 0;
        if (lostAll || waits || rootLostAll) {
            incidents.needsAttention(root.id(), now);
        }
    }

    private Incident checked(IncidentId id, String etag) {
        Incident incident = incidents.get(id);
        Etag.check(id.name(), etag, incident.version());
        return incident;
    }

    private void refuseTooMany(IncidentId id, IncidentId into) {
        int size = merges.withMembers(id).size() + merges.withMembers(into).size();
        if (size > MOST_MEMBERS) {
            throw Refusal.of(
                            Reason.NOT_MERGEABLE,
                            into.name() + " would be one of " + size + " incidents, more than " + MOST_MEMBERS
                                    + ". Link the two instead.")
                    .with("resource", id.name())
                    .with("why", "too_many")
                    .asException();
        }
    }
}
