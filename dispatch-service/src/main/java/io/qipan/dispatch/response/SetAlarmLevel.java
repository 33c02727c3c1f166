package io.qipan.dispatch.response;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.response.model.IncidentResponse;
import io.qipan.dispatch.response.model.IncidentResponse.Decided;
import io.qipan.dispatch.response.model.PlanRevision;
import io.qipan.dispatch.response.model.Situation;
import io.qipan.proto.dispatch.v1.SetAlarmLevelRequest;
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
    private final ResponseRecords records;
    private final IncidentRecords incidents;
    private final DispatchSettings settings;
    private final InstantSource clock;

    SetAlarmLevel(
            PlanRevisions revisions,
            ResponseRecords records,
            IncidentRecords incidents,
            DispatchSettings settings,
            InstantSource clock) {
        this.revisions = revisions;
        this.records = records;
        this.incidents = incidents;
        this.settings = settings;
        this.clock = clock;
    }

    IncidentResponse set(SetAlarmLevelRequest request, Situation situation, String by) {
        Incident incident = incidents.lock(IncidentId.parse(request.getIncident()));
        if (!(incident.state() instanceof IncidentState.Open)) {
            throw Refusal.illegalTransition(
                            incident.id().name(), incident.state().word(), "have an alarm level")
                    .asException();
        }
        Optional<IncidentResponse> before = records.find(incident.id());
        int present = before.map(IncidentResponse::level).orElse(0);
        if (present != request.getCurrentLevel()) {
            throw Refusal.staleEtag(incident.id().name(), "level " + request.getCurrentLevel(), "level " + present)
                    .asException();
        }
        Instant now = Times.now(clock);
        Decided base = before.filter(kept -> kept.level() > 0)
                .map(IncidentResponse::inForce)
                .orElseGet(() -> chosen(incident, situation, now));
        checkLevel(base, request.getLevel());
        if (before.isPresent() && present == request.getLevel()) {
            return before.get();
        }
        Decided decided = base.atLevel(request.getLevel(), by, now, request.getReason());
        Instant lookAt = now.plus(settings.attendIncident());
        IncidentResponse next = before.map(known -> known.decide(decided, lookAt))
                .orElseGet(() ->
                        IncidentResponse.first(incident.id(), decided, lookAt, incident.owner(), incident.drill()));
        String action = "incident_response." + (next.level() > present ? "raised" : "lowered");
        return records.change(next, action, now, decided.reason());
    }

    private Decided chosen(Incident incident, Situation situation, Instant now) {
        PlanRevision inForce = revisions.inForce().orElseThrow(() -> noPlan(incident, "no plans are in force"));
        PlanRevision.Choice choice = inForce.choose(situation)
                .orElseThrow(() -> noPlan(incident, "no plan of " + inForce.name() + " is for " + situation));
        return new Decided(inForce.number(), choice.plan().code(), 0, now, incident.owner(), "", choice.because());
    }

    private static RuntimeException noPlan(Incident incident, String why) {
        return Refusal.of(Reason.INCOMPLETE, incident.id().name() + " has no response plan: " + why + ".")
                .with("resource", incident.id().name())
                .with("missing", "plan")
                .asException();
    }

    private void checkLevel(Decided base, int level) {
        int levels = revisions
                .find(base.revision())
                .flatMap(revision -> revision.plan(base.plan()))
                .orElseThrow()
                .levels()
                .size();
        if (level > levels) {
            String problem = "is " + level + ", but plan " + base.plan() + " has " + levels + " levels";
            throw Refusal.of(Reason.INVALID_FIELD, "level " + problem + ".")
                    .withViolations(List.of(new Violation("level", problem)))
                    .asException();
        }
    }
}
