package io.qipan.dispatch.review;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.ProposalId;
import io.qipan.dispatch.incident.EndIncident;
import io.qipan.dispatch.incident.EndIncident.Ending;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.ReclassifyIncident;
import io.qipan.dispatch.incident.ReclassifyIncident.Reclassification;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.review.model.Proposal;
import io.qipan.dispatch.review.model.ProposedChange.Ended;
import io.qipan.dispatch.review.model.ProposedChange.Reclassified;
import io.qipan.proto.dispatch.v1.ConfirmProposalRequest;
import io.qipan.proto.dispatch.v1.RejectProposalRequest;
import io.qipan.proto.dispatch.v1.WithdrawProposalRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What people decide on a proposal. Confirming changes the incident with it, by the rules of the incident. */
@Singleton
class DecideProposal {
    private final ProposalRecords records;
    private final Proposals proposals;
    private final IncidentRecords incidents;
    private final ReclassifyIncident reclassifyIncident;
    private final EndIncident endIncident;
    private final InstantSource clock;

    DecideProposal(
            ProposalRecords records,
            Proposals proposals,
            IncidentRecords incidents,
            ReclassifyIncident reclassifyIncident,
            EndIncident endIncident,
            InstantSource clock) {
        this.records = records;
        this.proposals = proposals;
        this.incidents = incidents;
        this.reclassifyIncident = reclassifyIncident;
        this.endIncident = endIncident;
        this.clock = clock;
    }

    /** The two as they are then. */
    record Confirmed(Proposal proposal, Incident incident) {}

    Confirmed confirm(ConfirmProposalRequest request, Caller caller) {
        ProposalId id = ProposalId.parse(request.getName());
        Proposal known =
                proposals.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
        // The incident before its proposals: who ends it holds it when those are overtaken.
        Incident incident = incidents.lock(known.incident());
        Instant now = Times.now(clock);
        Proposal confirmed = records.lock(id, request.getEtag())
                .confirm(caller.subject(), request.getNote(), now)
                .orRefuse();
        Etag.check(incident.id().name(), request.getIncidentEtag(), incident.version());
        // Decided before the incident changes, or its end would overtake this proposal too.
        return new Confirmed(
                records.change(confirmed, "proposal.confirmed", now, request.getNote()),
                apply(confirmed, incident, caller));
    }

    private Incident apply(Proposal proposal, Incident incident, Caller caller) {
        String why = proposal.reason() + " (" + proposal.id().name() + " of " + proposal.proposedBy() + ")";
        return switch (proposal.change()) {
            case Reclassified to ->
                reclassifyIncident.reclassify(incident, new Reclassification(to.toType(), to.toPriority()), why);
            case Ended ended ->
                endIncident.end(
                        incident,
                        new Ending(ended.outcome(), proposal.reason(), ended.endedAt()),
                        List.of(proposal.proposedBy(), caller.subject()),
                        why);
        };
    }

    Proposal reject(RejectProposalRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Proposal rejected = records.lock(ProposalId.parse(request.getName()), request.getEtag())
                .reject(caller.subject(), request.getReason(), now)
                .orRefuse();
        return records.change(rejected, "proposal.rejected", now, request.getReason());
    }

    Proposal withdraw(WithdrawProposalRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Proposal withdrawn = records.lock(ProposalId.parse(request.getName()), request.getEtag())
                .withdraw(caller.subject(), request.getReason(), now)
                .orRefuse();
        return records.change(withdrawn, "proposal.withdrawn", now, request.getReason());
    }
}
