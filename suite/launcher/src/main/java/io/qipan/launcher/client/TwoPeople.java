package io.qipan.launcher.client;

import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.dispatch.v1.ConfirmProposalRequest;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.GetProposalRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Proposal;
import io.qipan.proto.dispatch.v1.ProposeEndingRequest;
import io.qipan.proto.dispatch.v1.ReviewServiceGrpc;
import io.qipan.proto.dispatch.v1.ReviewServiceGrpc.ReviewServiceBlockingStub;

/** Ends an incident that one person may not end alone: one proposes, another confirms. */
public final class TwoPeople {

    private final ReviewServiceBlockingStub first;
    private final String firstSubject;
    private final ReviewServiceBlockingStub second;
    private final Retries retries;

    private TwoPeople(
            ReviewServiceBlockingStub first, String firstSubject, ReviewServiceBlockingStub second, Retries retries) {
        this.first = first;
        this.firstSubject = firstSubject;
        this.second = second;
        this.retries = retries;
    }

    /**
     * Whoever the channel acts as, and somebody else.
     *
     * @param firstSubject of the token that the channel shows
     */
    public static TwoPeople of(Channel dispatch, String firstSubject, CallCredentials second, Retries retries) {
        ReviewServiceBlockingStub stub = ReviewServiceGrpc.newBlockingStub(dispatch);
        return new TwoPeople(stub, firstSubject, stub.withCallCredentials(second), retries);
    }

    /**
     * @param firstSubject of the token of the first
     */
    public static TwoPeople of(
            Channel dispatch, CallCredentials first, String firstSubject, CallCredentials second, Retries retries) {
        ReviewServiceBlockingStub stub = ReviewServiceGrpc.newBlockingStub(dispatch);
        return new TwoPeople(stub.withCallCredentials(first), firstSubject, stub.withCallCredentials(second), retries);
    }

    /** Whether the refusal says that this takes two. */
    public static boolean areNeeded(StatusRuntimeException refusal) {
        return Reasons.of(refusal) == ErrorReason.SECOND_PERSON_REQUIRED;
    }

    /** Ends it as one person was refused to. The ids of both requests follow from that of the one that was refused. */
    public Incident end(EndIncidentRequest refused) {
        Proposal proposal = proposed(refused);
        ConfirmProposalRequest request = ConfirmProposalRequest.newBuilder()
                .setRequestId(RequestId.of(refused.getRequestId(), "confirm"))
                .setName(proposal.getName())
                .setEtag(proposal.getEtag())
                .setIncidentEtag(refused.getEtag())
                .build();
        return retries.call(() -> second.confirmProposal(request)).getIncident();
    }

    private Proposal proposed(EndIncidentRequest refused) {
        ProposeEndingRequest.Builder request = ProposeEndingRequest.newBuilder()
                .setRequestId(RequestId.of(refused.getRequestId(), "propose"))
                .setIncident(refused.getName())
                .setIncidentEtag(refused.getEtag())
                .setOutcome(refused.getOutcome())
                .setRationale(refused.getRationale());
        if (refused.hasEndedAt()) {
            request.setEndedAt(refused.getEndedAt());
        }
        try {
            return retries.call(() -> first.proposeEnding(request.build())).getProposal();
        } catch (StatusRuntimeException e) {
            if (Reasons.of(e) != ErrorReason.ALREADY_EXISTS) {
                throw e;
            }
            GetProposalRequest waiting = GetProposalRequest.newBuilder()
                    .setName(Reasons.detail(e, "resource").orElseThrow(() -> e))
                    .build();
            Proposal present = retries.call(() -> first.getProposal(waiting)).getProposal();
            if (!isOurs(present, refused)) {
                throw e;
            }
            // An earlier run came as far as that.
            return present;
        }
    }

    /** A colleague may have proposed another end, which nobody here has looked at. */
    private boolean isOurs(Proposal present, EndIncidentRequest refused) {
        return present.getProposedBy().equals(firstSubject)
                && present.hasEnding()
                && present.getEnding().getOutcome() == refused.getOutcome()
                && present.getReason().equals(refused.getRationale());
    }
}
