package io.qipan.dispatch.peer;

import io.qipan.dispatch.order.Commitments;
import io.qipan.dispatch.order.model.Order;
import io.qipan.proto.patrol.v1.CommitRequest;
import io.qipan.proto.patrol.v1.CommitResult;
import io.qipan.proto.patrol.v1.CommitUnitsRequest;
import io.qipan.proto.patrol.v1.Commitment;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.ReleaseCommitmentRequest;
import io.qipan.proto.patrol.v1.ReleaseCommitmentResponse;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Singleton
class GrpcCommitments implements Commitments {
    private final Peer patrol;

    GrpcCommitments(@Named("patrol") Peer patrol) {
        this.patrol = patrol;
    }

    @Override
    public Answer commit(Order order, Instant committedAt) {
        CommitUnitsRequest request = commitRequest(order, committedAt);
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

    /**
     * With another request id each time: patrol-service tells repetitions by the order, and knows whether its commitment still
     * holds; by request id it would repeat an answer that may be out of date.
     */
    static CommitUnitsRequest commitRequest(Order order, Instant committedAt) {
        CommitRequest.Builder commit = CommitRequest.newBuilder()
                .setUnit(order.unit())
                .setOrder(order.id().name())
                .setIncident(order.incident().name())
                .setCommittedAt(Times.message(committedAt));
        order.divertedFrom().ifPresent(from -> commit.setOptionalDivertFrom(from.name()));
        return CommitUnitsRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .addCommits(commit)
                .build();
    }

    @Override
    public Optional<Instant> release(Order order, String reason, Instant releasedAt) {
        ReleaseCommitmentRequest request = ReleaseCommitmentRequest.newBuilder()
                // Under another incident since the last attempt it is another body, and so another request.
                .setRequestId(RequestIds.of("release " + order.id().name() + " of "
                        + order.incident().name()))
                .setOrder(order.id().name())
                .setUnit(order.unit())
                .setIncident(order.incident().name())
                .setReason(reason)
                .setReleasedAt(Times.message(releasedAt))
                .build();
        ReleaseCommitmentResponse released = patrol.call(
                channel -> CommitmentServiceGrpc.newBlockingStub(channel).releaseCommitment(request));
        return heldSince(released.getCommitment());
    }

    static Optional<Instant> heldSince(Commitment released) {
        if (!released.hasReleasedAt()) {
            throw new IllegalStateException("patrol-service has not released " + released);
        }
        return released.hasCommittedAt() ? Optional.of(Times.instant(released.getCommittedAt())) : Optional.empty();
    }
}
