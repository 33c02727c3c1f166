package io.qipan.dispatch.peer;

import io.qipan.dispatch.order.Commitments;
import io.qipan.dispatch.order.model.Order;
import io.qipan.proto.patrol.v1.CommitRequest;
import io.qipan.proto.patrol.v1.CommitResult;
import io.qipan.proto.patrol.v1.CommitUnitsRequest;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.ReleaseCommitmentRequest;
import io.qipan.proto.patrol.v1.ReleaseCommitmentResponse;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;

@Singleton
class GrpcCommitments implements Commitments {
    private final Peer patrol;

    GrpcCommitments(@Named("patrol") Peer patrol) {
        this.patrol = patrol;
    }

    @Override
    public Answer commit(Order order, Instant committedAt) {
        CommitRequest.Builder commit = CommitRequest.newBuilder()
                .setUnit(order.unit())
                .setOrder(order.id().name())
                .setIncident(order.incident().name())
                .setCommittedAt(Times.message(committedAt));
        order.divertedFrom().ifPresent(from -> commit.setOptionalDivertFrom(from.name()));
        CommitUnitsRequest request = CommitUnitsRequest.newBuilder()
                .setRequestId(RequestIds.of("commit " + order.id().name()))
                .addCommits(commit)
                .build();
        CommitResult result = patrol.call(channel ->
                        CommitmentServiceGrpc.newBlockingStub(channel).commitUnits(request))
                .getResults(0);
        return switch (result.getResultCase()) {
            case COMMITMENT -> new Answer.Committed();
            case REFUSAL ->
                new Answer.NotCommitted(result.getRefusal().getReason() + ": "
                        + result.getRefusal().getMessage());
            case RESULT_NOT_SET ->
                throw new IllegalStateException("patrol-service has not said whether it committed " + result.getUnit());
        };
    }

    @Override
    public void release(Order order, String reason, Instant releasedAt) {
        ReleaseCommitmentRequest request = ReleaseCommitmentRequest.newBuilder()
                .setRequestId(RequestIds.of("release " + order.id().name()))
                .setOrder(order.id().name())
                .setUnit(order.unit())
                .setIncident(order.incident().name())
                .setReason(reason)
                .setReleasedAt(Times.message(releasedAt))
                .build();
        ReleaseCommitmentResponse released = patrol.call(
                channel -> CommitmentServiceGrpc.newBlockingStub(channel).releaseCommitment(request));
        if (!released.getCommitment().hasReleasedAt()) {
            throw new IllegalStateException("patrol-service has not released " + released.getCommitment());
        }
    }
}
