package io.qipan.patrol.commitment;

import io.qipan.patrol.commitment.model.Claim;
import io.qipan.patrol.commitment.model.Commitment;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.commitment.model.Commitment.NeverHeld;
import io.qipan.patrol.commitment.model.Commitment.Released;
import io.qipan.patrol.commitment.model.Release;
import io.qipan.patrol.commitment.model.ReleaseReason;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.patrol.v1.CommitRefusal;
import io.qipan.proto.patrol.v1.CommitRequest;
import io.qipan.proto.patrol.v1.CommitResult;
import io.qipan.proto.patrol.v1.ReleaseCommitmentRequest;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Optional;

/** Commitments on the wire and in the model. */
final class CommitmentMessages {

    private CommitmentMessages() {}

    static Claim claim(CommitRequest request, Instant now) {
        String divertFrom = request.getOptionalDivertFrom();
        return new Claim(
                request.getUnit(),
                request.getOrder(),
                request.getIncident(),
                Times.occurred(request.hasCommittedAt(), request.getCommittedAt(), now),
                divertFrom.isEmpty() ? Optional.empty() : Optional.of(divertFrom));
    }

    static Release release(ReleaseCommitmentRequest request, Instant now) {
        return new Release(
                request.getOrder(),
                request.getUnit(),
                request.getIncident(),
                ReleaseReason.of(request.getReason()),
                Times.occurred(request.hasReleasedAt(), request.getReleasedAt(), now));
    }

    static io.qipan.proto.patrol.v1.Commitment message(Commitment commitment) {
        io.qipan.proto.patrol.v1.Commitment.Builder message = io.qipan.proto.patrol.v1.Commitment.newBuilder()
                .setName(commitment.name())
                .setUnit(commitment.unit())
                .setOrder(commitment.order())
                .setIncident(commitment.incident());
        switch (commitment) {
            case Held held -> message.setCommittedAt(Times.message(held.committedAt()));
            case Released(Held held, Instant releasedAt, ReleaseReason reason) ->
                message.setCommittedAt(Times.message(held.committedAt()))
                        .setReleasedAt(Times.message(releasedAt))
                        .setReleaseReason(reason.code());
            case NeverHeld neverHeld ->
                message.setReleasedAt(Times.message(neverHeld.releasedAt()))
                        .setReleaseReason(neverHeld.reason().code());
        }
        return message.build();
    }

    static CommitResult result(String unit, Decision<Held> decision) {
        CommitResult.Builder result = CommitResult.newBuilder().setUnit(unit);
        switch (decision) {
            case Granted<Held>(Held held) -> result.setCommitment(message(held));
            case Refused<Held>(Refusal refusal) -> result.setRefusal(message(refusal));
        }
        return result.build();
    }

    private static CommitRefusal message(Refusal refusal) {
        CommitRefusal.Builder message = CommitRefusal.newBuilder()
                .setReason(ErrorReason.valueOf(refusal.reason().name()))
                .setMessage(refusal.message());
        if (refusal.reason() == Reason.UNIT_COMMITTED) {
            message.setHoldingOrder(refusal.metadata().getOrDefault("order", ""));
        }
        return message.build();
    }
}
