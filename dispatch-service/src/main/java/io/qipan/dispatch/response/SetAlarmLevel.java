package io.qipan.dispatch.response;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.response.model.IncidentResponse;
import io.qipan.dispatch.response.model.PlanRevision;
import io.qipan.dispatch.response.model.Situation;
import io.qipan.proto.dispatch.v1.SetAlarmLevelRequest;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Raises or lowers the alarm level of an incident, and chooses its plan when there is none yet. Orders nobody. */
@Singleton
class SetAlarmLevel {
    private final PlanRevisions revisions;
    private final IncidentResponses responses;
    private final IncidentRecords incidents;
    private final Journal journal;
    private final InstantSource clock;

    SetAlarmLevel(
            PlanRevisions revisions,
            IncidentResponses responses,
            IncidentRecords incidents,
            Journal journal,
            InstantSource clock) {
        this.revisions = revisions;
        this.responses = responses;
        this.incidents = incidents;
        this.journal = journal;
        this.clock = clock;
    }

    IncidentResponse set(SetAlarmLevelRequest request, Situation situation, String by) {
        Incident incident = incidents.lock(IncidentId.parse(request.getIncident()));
        if (!(incident.state() instanceof IncidentState.Open)) {
            throw Refusal.illegalTransition(
                            incident.id().name(), incident.state().word(), "have an alarm level")
                    .asException();
        }
        Optional<IncidentResponse> before = responses.find(incident.id());
        int present = before.map(IncidentResponse::level).orElse(0);
        if (present != request.getCurrentLevel()) {
            throw Refusal.staleEtag(incident.id().name(), "level " + request.getCurrentLevel(), "level " + present)
                    .asException();
        }
        Instant now = Times.now(clock);
        IncidentResponse base =
                before.filter(kept -> kept.level() > 0).orElseGet(() -> chosen(incident, before, situation, now));
        checkLevel(base, request.getLevel());
        if (before.isPresent() && present == request.getLevel()) {
            return before.get();
        }
        IncidentResponse next = base.atLevel(request.getLevel(), by, now, request.getReason());
        responses.save(next);
        String action = "incident_response." + (next.level() > present ? "raised" : "lowered");
        journal.append(next.name(), action, now, next.reason(), ResponseMessages.message(next));
        return next;
    }

    private IncidentResponse chosen(
            Incident incident, Optional<IncidentResponse> before, Situation situation, Instant now) {
        PlanRevision inForce = revisions.inForce().orElseThrow(() -> noPlan(incident, "no plans are in force"));
        PlanRevision.Choice choice = inForce.choose(situation)
                .orElseThrow(() -> noPlan(incident, "no plan of " + inForce.name() + " is for " + situation));
        return new IncidentResponse(
                incident.id(),
                before.map(IncidentResponse::version).orElse(0L),
                inForce.number(),
                choice.plan().code(),
                0,
                now,
                incident.owner(),
                "",
                choice.because(),
                incident.drill());
    }

    private static RuntimeException noPlan(Incident incident, String why) {
        return Refusal.of(Reason.INCOMPLETE, incident.id().name() + " has no response plan: " + why + ".")
                .with("resource", incident.id().name())
                .with("missing", "plan")
                .asException();
    }

    private void checkLevel(IncidentResponse response, int level) {
        int levels = revisions
                .find(response.revision())
                .flatMap(revision -> revision.plan(response.plan()))
                .orElseThrow()
                .levels()
                .size();
        if (level > levels) {
            String problem = "is " + level + ", but plan " + response.plan() + " has " + levels + " levels";
            throw Refusal.of(Reason.INVALID_FIELD, "level " + problem + ".")
                    .withViolations(List.of(new Violation("level", problem)))
                    .asException();
        }
    }
}
