package io.qipan.dispatch.review;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.review.model.Proposal;
import io.qipan.dispatch.review.model.ProposalState.Decided;
import io.qipan.dispatch.review.model.ProposedChange.Ended;
import io.qipan.dispatch.review.model.ProposedChange.Reclassified;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.Proposal.Ending;
import io.qipan.proto.dispatch.v1.Proposal.Reclassification;
import io.qipan.proto.dispatch.v1.Proposal.State;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;

/** Proposals on the wire. */
final class ProposalMessages {

    private ProposalMessages() {}

    static io.qipan.proto.dispatch.v1.Proposal message(Proposal proposal) {
        io.qipan.proto.dispatch.v1.Proposal.Builder message = io.qipan.proto.dispatch.v1.Proposal.newBuilder()
                .setName(proposal.id().name())
                .setEtag(Etag.of(proposal.version()))
                .setState(State.valueOf(proposal.state().word().toUpperCase(Locale.ROOT)))
                .setIncident(proposal.incident().name())
                .setReason(proposal.reason())
                .setProposedBy(proposal.proposedBy())
                .setProposedAt(Times.message(proposal.proposedAt()))
                .setOwner(proposal.owner())
                .setEscalated(proposal.isEscalated())
                .setDrill(proposal.drill());
        switch (proposal.change()) {
            case Reclassified to ->
                message.setReclassification(Reclassification.newBuilder()
                        .setFromType(to.fromType())
                        .setFromPriority(Priority.valueOf(to.fromPriority().name()))
                        .setToType(to.toType())
                        .setToPriority(Priority.valueOf(to.toPriority().name())));
            case Ended ended -> message.setEnding(ending(ended));
        }
        proposal.nextDeadlineAt().map(Times::message).ifPresent(message::setNextDeadlineAt);
        if (proposal.state() instanceof Decided decided) {
            message.setDecidedBy(decided.by())
                    .setDecidedAt(Times.message(decided.at()))
                    .setDecisionReason(decided.reason());
        }
        return message.build();
    }

    private static Ending.Builder ending(Ended ended) {
        Ending.Builder ending = Ending.newBuilder()
                .setOutcome(IncidentOutcome.valueOf(ended.outcome().name()));
        ended.endedAt().map(Times::message).ifPresent(ending::setEndedAt);
        return ending;
    }
}
