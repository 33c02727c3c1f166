package io.qipan.dispatch.incident;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.Interviews.Occasion;
import io.qipan.dispatch.incident.Interviews.Step;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.dispatch.incident.model.RiskRule;
import io.qipan.proto.dispatch.v1.ReclassifyIncidentRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Gives an incident another type or priority, as one person may, or as two have decided. */
@Singleton
public class ReclassifyIncident {
    private final Incidents incidents;
    private final IncidentRecords records;
    private final Interviews interviews;
    private final Deadlines deadlines;
    private final DispatchSettings settings;
    private final InstantSource clock;

    ReclassifyIncident(
            Incidents incidents,
            IncidentRecords records,
            Interviews interviews,
            Deadlines deadlines,
            DispatchSettings settings,
            InstantSource clock) {
        this.incidents = incidents;
        this.records = records;
        this.interviews = interviews;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What it is to be.
     *
     * @param type code of an {@link IncidentType}
     */
    public record Reclassification(String type, Priority priority) {}

    Incident reclassify(ReclassifyIncidentRequest request, Caller caller) {
        Incident incident = records.lock(IncidentId.parse(request.getName()), request.getEtag());
        Reclassification reclassification = new Reclassification(
                request.getType(), Priority.valueOf(request.getPriority().name()));
        if (needsTwo(incident, reclassification)) {
            throw Refusal.of(
                            Reason.SECOND_PERSON_REQUIRED,
                            incident.id().name() + " is " + incident.type() + " " + incident.priority()
                                    + ", and is or was at risk: one person cannot make it " + reclassification.type()
                                    + " " + reclassification.priority()
                                    + ". Propose it by ReviewService/ProposeReclassification, and have somebody else"
                                    + " confirm it.")
                    .with("resource", incident.id().name())
                    .with("made_by", caller.subject())
                    .with("propose_by", "qipan.dispatch.v1.ReviewService/ProposeReclassification")
                    .asException();
        }
        Incident reclassified = reclassify(incident, reclassification, request.getReason());
        if (request.hasInterview()) {
            interviews.keep(
                    Occasion.of(reclassified, Optional.empty(), Step.RECLASSIFIED),
                    request.getInterview(),
                    caller.subject());
        }
        return reclassified;
    }

    /** Whether one person may not change a locked incident so. Refuses what nobody may do now, before that. */
    public boolean needsTwo(Incident incident, Reclassification to) {
        IncidentType type = type(to.type());
        Incident ignored = incident.reclassify(type.code(), to.priority()).orRefuse();
        return new RiskRule(settings.reviewFromPriority())
                .lowers(incidents.highestEver(incident.id()), incident, type(incident.type()), type, to.priority());
    }

    /**
     * Changes a locked incident. Refuses what cannot be done now.
     *
     * @param reason what the history tells
     */
    public Incident reclassify(Incident incident, Reclassification to, String reason) {
        IncidentType type = type(to.type());
        Incident next = incident.reclassify(type.code(), to.priority()).orRefuse();
        if (!type.code().equals(incident.type())) {
            openCaseIfEcological(incident.id(), type);
        }
        return records.change(next, "incident.reclassified", Times.now(clock), reason);
    }

    private void openCaseIfEcological(IncidentId id, IncidentType type) {
        if (type.ecologicalActivity().isPresent()) {
            deadlines.set(OpenCaseOfIncident.KIND, id.name(), Times.now(clock));
        } else {
            deadlines.lift(OpenCaseOfIncident.KIND, id.name());
        }
    }

    private IncidentType type(String code) {
        return incidents
                .findType(code)
                .orElseThrow(() -> Refusal.notFound("incidentTypes/" + code).asException());
    }
}
