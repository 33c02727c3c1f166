package io.qipan.dispatch.review;

import static io.qipan.dispatch.Desk.newId;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.ConfirmProposalRequest;
import io.qipan.proto.dispatch.v1.ConfirmProposalResponse;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.GetProposalRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.Proposal;
import io.qipan.proto.dispatch.v1.ProposeEndingRequest;
import io.qipan.proto.dispatch.v1.ProposeReclassificationRequest;
import io.qipan.proto.dispatch.v1.ReclassifyIncidentRequest;
import io.qipan.runtime.caller.Role;
import java.util.List;

/** A dispatcher, wang, and a commander, zhao, and what they do with incidents at risk. */
abstract class ReviewScenario extends DispatchScenario {

    final Desk zhao() {
        return new Desk(harness.channelOf("zhao", Role.COMMANDER));
    }

    final Incident end(Incident incident, IncidentOutcome outcome) {
        return desk().incidents
                .endIncident(EndIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(desk().now(incident).getEtag())
                        .setOutcome(outcome)
                        .setRationale("nobody needs us")
                        .build())
                .getIncident();
    }

    final Incident reclassify(Incident incident, String type, Priority priority) {
        return desk().incidents
                .reclassifyIncident(ReclassifyIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(desk().now(incident).getEtag())
                        .setType(type)
                        .setPriority(priority)
                        .setReason("as the caller says now")
                        .build())
                .getIncident();
    }

    final Proposal proposeEnding(Incident incident, IncidentOutcome outcome) {
        return desk().reviews
                .proposeEnding(ProposeEndingRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setIncidentEtag(desk().now(incident).getEtag())
                        .setOutcome(outcome)
                        .setRationale("the caller rang again")
                        .build())
                .getProposal();
    }

    final Proposal proposeReclassification(Incident incident, String type, Priority priority) {
        return desk().reviews
                .proposeReclassification(ProposeReclassificationRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setIncidentEtag(desk().now(incident).getEtag())
                        .setType(type)
                        .setPriority(priority)
                        .setReason("only smoke of a grill")
                        .build())
                .getProposal();
    }

    final ConfirmProposalResponse confirm(Desk by, Proposal proposal) {
        return by.reviews.confirmProposal(ConfirmProposalRequest.newBuilder()
                .setRequestId(newId())
                .setName(proposal.getName())
                .setEtag(proposal.getEtag())
                .setIncidentEtag(now(proposal.getIncident()).getEtag())
                .setNote("heard it myself")
                .build());
    }

    final Incident now(String incident) {
        return desk().now(Incident.newBuilder().setName(incident).build());
    }

    final Proposal now(Proposal proposal) {
        return desk().reviews
                .getProposal(GetProposalRequest.newBuilder()
                        .setName(proposal.getName())
                        .build())
                .getProposal();
    }

    /** A unit comes and leaves again. */
    final Order attended(Incident incident) {
        Order order = desk().send(incident, "units/boat-1");
        return desk().clear(desk().arrive(order));
    }

    final List<OpenWork> work() {
        return desk().oversight
                .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                .getWorkList();
    }
}
