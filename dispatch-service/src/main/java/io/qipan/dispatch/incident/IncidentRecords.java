package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState.Ended;
import io.qipan.dispatch.incident.model.IncidentState.Merged;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.place.Shape.Spot;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores an incident, tells the journal and keeps its deadline, always all three. Also for the features that work incidents. */
@Singleton
public class IncidentRecords {
    /** Deadline of an open incident. */
    static final String ATTEND = "incident.attend";
    /** Deadline of an incident that has ended, when its caller is asked what to say of it. */
    public static final String FOLLOW_UP = "incident.follow_up";

    private final Incidents incidents;
    private final OpenProposals proposals;
    private final Journal journal;
    private final Deadlines deadlines;
    private final OpenSearchAreas searchAreas;
    private final OpenShares shares;

    IncidentRecords(
            Incidents incidents,
            OpenProposals proposals,
            Journal journal,
            Deadlines deadlines,
            OpenSearchAreas searchAreas,
            OpenShares shares) {
        this.incidents = incidents;
        this.proposals = proposals;
        this.journal = journal;
        this.deadlines = deadlines;
        this.searchAreas = searchAreas;
        this.shares = shares;
    }

    Incident add(Incident draft) {
        Incident incident = incidents.add(draft);
        tell(incident, Optional.empty(), "incident.opened", incident.openedAt(), "");
        return incident;
    }

    /** The incident as it is. Refuses NOT_FOUND. */
    public Incident get(IncidentId id) {
        return incidents.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    /** Its type; the database sees to it that there is one. */
    public Optional<IncidentType> type(Incident incident) {
        return incidents.findType(incident.type());
    }

    public Optional<IncidentType> type(String code) {
        return incidents.findType(code);
    }

    /** The incident, and those that it was merged into, up to the one that is worked in its place. Refuses NOT_FOUND. */
    public List<Incident> upToRoot(IncidentId id) {
        List<Incident> up = new ArrayList<>(List.of(get(id)));
        while (up.getLast().state() instanceof Merged merged) {
            up.add(get(merged.into()));
        }
        return up;
    }

    /** Both, locked in the order that all take, so that two who need the same ones do not wait for each other. Refuses NOT_FOUND. */
    public void lockBoth(IncidentId one, IncidentId other) {
        boolean first = one.uuid().compareTo(other.uuid()) < 0;
        Incident ignored = incidents.lock(first ? one : other);
        ignored = incidents.lock(first ? other : one);
    }

    /** The incident, locked. Refuses NOT_FOUND. */
    public Incident lock(IncidentId id) {
        return incidents.lock(id);
    }

    /** The incident, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    public Incident lock(IncidentId id, String etag) {
        Incident incident = incidents.lock(id);
        Etag.check(id.name(), etag, incident.version());
        return incident;
    }

    /** The places that an operator holds to for a locked call, and that nobody has confirmed. */
    List<ForcedPlaceId> unverified(CallId call) {
        return incidents.unverified(call);
    }

    /** Stores the next state of a locked incident. */
    public Incident change(Incident next, String action, Instant occurredAt, String reason) {
        Optional<Instant> before = incidents.nextDeadlineAt(next.id());
        incidents.save(next);
        tell(next, before, action, occurredAt, reason);
        shares.changed(next);
        if (!(next.state() instanceof Open)) {
            proposals.overtake(next.id(), "The incident is " + next.state().word());
        }
        return next;
    }

    /** Stores the next state of a locked incident whose place a person has chosen. A point ends its search area. */
    public Incident changePlace(Incident next, String action, Instant occurredAt, String reason, String by) {
        Incident changed = change(next, action, occurredAt, reason);
        next.chosenLocation()
                .filter(location -> location.shape().orElse(null) instanceof Spot)
                .ifPresent(location -> searchAreas.found(
                        next.id(),
                        by,
                        occurredAt,
                        "Location " + location.id() + " of " + next.id().name()));
        return changed;
    }

    /** Tells of something around a locked incident that stays as it is. */
    public void note(Incident incident, String action, Instant occurredAt, String reason) {
        journal.append(incident.id().name(), action, occurredAt, reason, IncidentMessages.message(incident));
    }

    private void tell(Incident incident, Optional<Instant> before, String action, Instant occurredAt, String reason) {
        note(incident, action, occurredAt, reason);
        switch (incident.state()) {
            case Open open -> schedule(incident.id().name(), before, open.nextDeadlineAt());
            case Ended _, Merged _ -> deadlines.lift(ATTEND, incident.id().name());
        }
    }

    /** Whoever asked for attention before that still gets it after a change that does not decide when somebody looks next. */
    private void schedule(String name, Optional<Instant> before, Instant next) {
        if (before.equals(Optional.of(next))) {
            deadlines.bringForward(ATTEND, name, next);
        } else {
            deadlines.set(ATTEND, name, next);
        }
    }

    /** Tells once that a locked incident, which stays as it is, has a case. */
    void caseOpened(Incident incident, String name, Instant now) {
        if (incidents.keepCase(incident.id(), name)) {
            note(incident, "incident.case_opened", now, "Case " + name);
        }
    }

    /** Has somebody look at it by then, if nobody would before, without changing it. */
    public void needsAttentionBy(IncidentId id, Instant by) {
        deadlines.bringForward(ATTEND, id.name(), by);
    }

    /** Has somebody look at it as soon as possible, without changing it. */
    public void needsAttention(IncidentId id, Instant now) {
        deadlines.set(ATTEND, id.name(), now);
    }
}
