package io.qipan.dispatch.review;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.ProposalId;
import io.qipan.dispatch.incident.EndIncident;
import io.qipan.dispatch.incident.EndIncident.Ending;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.Interviews;
import io.qipan.dispatch.incident.Interviews.Occasion;
import io.qipan.dispatch.incident.Interviews.Step;
import io.qipan.dispatch.incident.ReclassifyIncident;
import io.qipan.dispatch.incident.ReclassifyIncident.Reclassification;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentOutcome;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.dispatch.review.model.Proposal;
import io.qipan.dispatch.review.model.ProposalState.Waiting;
import io.qipan.dispatch.review.model.ProposedChange;
import io.qipan.dispatch.review.model.ProposedChange.Ended;
import io.qipan.dispatch.review.model.ProposedChange.Reclassified;
import io.qipan.proto.dispatch.v1.ProposeEndingRequest;
import io.qipan.proto.dispatch.v1.ProposeReclassificationRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Keeps what one person wants to do with an incident at risk, for another to decide. */
@Singleton
class ProposeChange {
    private final ProposalRecords records;
    private final Proposals proposals;
    private final IncidentRecords incidents;
    private final Interviews interviews;
    private final ReclassifyIncident reclassifyIncident;
    private final EndIncident endIncident;
    private final DispatchSettings settings;
    private final InstantSource clock;

    ProposeChange(
            ProposalRecords records,
            Proposals proposals,
            IncidentRecords incidents,
            Interviews interviews,
            ReclassifyIncident reclassifyIncident,
            EndIncident endIncident,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.proposals = proposals;
        this.incidents = incidents;
        this.interviews = interviews;
        this.reclassifyIncident = reclassifyIncident;
        this.endIncident = endIncident;
        this.settings = settings;
        this.clock = clock;
    }

    Proposal reclassification(ProposeReclassificationRequest request, Caller caller) {
        Incident incident = incidents.lock(IncidentId.parse(request.getIncident()), request.getIncidentEtag());
        Reclassification to = new Reclassification(
                request.getType(), Priority.valueOf(request.getPriority().name()));
        if (!reclassifyIncident.needsTwo(incident, to)) {
            throw oneIsEnough(incident, "be reclassified by two people", "ReclassifyIncident");
        }
        Proposal proposal = propose(
                incident,
                new Reclassified(incident.type(), incident.priority(), to.type(), to.priority()),
                request.getReason(),
                caller);
        if (request.hasInterview()) {
            interviews.keep(
                    new Occasion(
                            incident.id(), Optional.empty(), Step.PROPOSED, to.type(), to.priority(), incident.drill()),
                    request.getInterview(),
                    caller.subject());
        }
        return proposal;
    }

    Proposal ending(ProposeEndingRequest request, Caller caller) {
        Incident incident = incidents.lock(IncidentId.parse(request.getIncident()), request.getIncidentEtag());
        Optional<Instant> endedAt = request.hasEndedAt()
                ? Optional.of(Times.occurred(true, request.getEndedAt(), Times.now(clock)))
                : Optional.empty();
        Ending ending =
                new Ending(IncidentOutcome.valueOf(request.getOutcome().name()), request.getRationale(), endedAt);
        if (!endIncident.needsTwo(incident, ending)) {
            throw oneIsEnough(incident, "be ended as " + ending.outcome() + " by two people", "EndIncident");
        }
        return propose(incident, new Ended(ending.outcome(), endedAt), ending.rationale(), caller);
    }

    private Proposal propose(Incident incident, ProposedChange change, String reason, Caller caller) {
        // Its incident is locked, so no other one can come meanwhile.
        proposals.lockWaiting(incident.id()).stream()
                .filter(other -> other.change().kind().equals(change.kind()))
                .findFirst()
                .ifPresent(other -> {
                    throw Refusal.of(
                                    Reason.ALREADY_EXISTS,
                                    other.id().name() + ", a proposed " + change.kind() + " of "
                                            + incident.id().name() + " by " + other.proposedBy()
                                            + ", waits already. Decide on that one, or have it withdrawn.")
                            .with("resource", other.id().name())
                            .asException();
                });
        Instant now = Times.now(clock);
        return records.add(new Proposal(
                new ProposalId(UuidCreator.getTimeOrderedEpoch()),
                1,
                new Waiting(now.plus(settings.decideProposal()), false),
                incident.id(),
                change,
                reason,
                caller.subject(),
                now,
                Proposal.COMMAND,
                incident.drill()));
    }

    /** What one person may do must not wait for a second one. */
    private static RuntimeException oneIsEnough(Incident incident, String action, String rpc) {
        return Refusal.of(
                        Reason.ILLEGAL_TRANSITION,
                        incident.id().name() + " need not " + action + ": one is enough. Call IncidentService/" + rpc
                                + ".")
                .with("resource", incident.id().name())
                .with("state", incident.state().word())
                .with("action", action)
                .asException();
    }
}
