package io.qipan.dispatch.transfer;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.Transfer.Acceptance;
import io.qipan.dispatch.transfer.model.TransferState.Accepted;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest;
import io.qipan.proto.dispatch.v1.ConcludeTalkRequest;
import io.qipan.proto.dispatch.v1.WithdrawTransferRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What people decide about an offer: at the partner's, at ours, or together. */
@Singleton
class AnswerTransfer {
    private final TransferRecords records;
    private final TransfersOfCall ofCall;
    private final CallRecords calls;
    private final DispatchSettings settings;
    private final InstantSource clock;

    AnswerTransfer(
            TransferRecords records,
            TransfersOfCall ofCall,
            CallRecords calls,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.ofCall = ofCall;
        this.calls = calls;
        this.settings = settings;
        this.clock = clock;
    }

    /** Refuses NOT_FOUND for what was offered to others, so that nobody learns of it. */
    Transfer answer(AnswerTransferRequest request, Caller caller) {
        Transfer offered = records.lock(TransferId.parse(request.getName()));
        if (!Optional.of(offered.partner()).equals(caller.agency())) {
            throw Refusal.notFound(request.getName()).asException();
        }
        Instant now = Times.now(clock);
        Instant at = Times.occurred(request.hasOccurredAt(), request.getOccurredAt(), now);
        refuseBefore(offered.clock().offeredAt(), at);
        return switch (request.getAnswer()) {
            case ACCEPT -> accept(offered, acceptance(request, at));
            case RETURN -> giveBack(offered, request.getReason(), at, now);
            case COMPLETE ->
                store(
                        offered,
                        offered.complete(request.getReason(), at).orRefuse(),
                        "transfer.completed",
                        at,
                        request.getReason());
            case ANSWER_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("The contract lets no such answer through");
        };
    }

    private Transfer giveBack(Transfer offered, String reason, Instant at, Instant now) {
        Transfer returned = offered.giveBack(reason, at).orRefuse();
        return returned.equals(offered) ? offered : records.changeBack(returned, "transfer.returned", now, at, reason);
    }

    private static void refuseBefore(Instant offeredAt, Instant at) {
        if (at.isBefore(offeredAt)) {
            throw Refusal.of(
                            Reason.INVALID_FIELD, "occurred_at " + at + " is before it was offered, " + offeredAt + ".")
                    .withViolations(List.of(new Refusal.Violation("occurred_at", "is before offered_at")))
                    .asException();
        }
    }

    private static Acceptance acceptance(AnswerTransferRequest request, Instant at) {
        return new Acceptance(
                at,
                request.getDecidedBy(),
                "",
                request.getTheirReference(),
                request.hasExpectedAt() ? Optional.of(Times.instant(request.getExpectedAt())) : Optional.empty());
    }

    private Transfer accept(Transfer offered, Acceptance acceptance) {
        Transfer accepted = store(
                offered, offered.accept(acceptance).orRefuse(), "transfer.accepted", acceptance.at(), acceptance.by());
        endCall(offered, accepted, acceptance.at());
        return accepted;
    }

    /**
     * Only now is it not ours to answer any more. A call that led to an incident has ended by that, and one that others come
     * beside us for is ours still.
     */
    private void endCall(Transfer before, Transfer transfer, Instant at) {
        boolean isTakenOver = !(before.state() instanceof Accepted)
                && transfer.state() instanceof Accepted
                && !transfer.way().linked();
        if (!isTakenOver) {
            return;
        }
        Call call = calls.lock(transfer.call());
        if (call.state() instanceof CallState.Open) {
            calls.change(
                    call.transferred(transfer.id().name() + " to " + transfer.partner())
                            .orRefuse(),
                    "call.ended",
                    at,
                    "");
        }
    }

    Transfer conclude(ConcludeTalkRequest request, Caller caller) {
        Transfer talk = records.lock(TransferId.parse(request.getName()), request.getEtag());
        Instant now = Times.now(clock);
        if (!request.getTheirs()) {
            return store(
                    talk,
                    talk.disagree(request.getReason(), now).orRefuse(),
                    "transfer.kept",
                    now,
                    request.getReason());
        }
        Transfer agreed = store(
                talk,
                talk.agree(now, request.getDecidedBy(), caller.subject()).orRefuse(),
                "transfer.accepted",
                now,
                request.getReason());
        endCall(talk, agreed, now);
        return agreed;
    }

    Transfer withdraw(WithdrawTransferRequest request) {
        Transfer offered = records.lock(TransferId.parse(request.getName()), request.getEtag());
        Instant now = Times.now(clock);
        if (offered.state() instanceof Accepted) {
            return takeBack(offered, request.getReason(), now);
        }
        Transfer kept = offered.keep(request.getReason(), now).orRefuse();
        return offered.isUnseen()
                ? records.changeSight(kept, "transfer.seen", now, request.getReason())
                : records.change(kept, "transfer.kept", now, request.getReason());
    }

    /**
     * Whoever says so knows that it is back. The call that ended when they took it is somebody's again; one that a person ended
     * because of those who come beside us is so only when nobody else has it or has seen to it.
     */
    private Transfer takeBack(Transfer accepted, String reason, Instant now) {
        Transfer kept = records.change(accepted.takeBack(reason, now).orRefuse(), "transfer.taken_back", now, reason);
        Call call = calls.lock(kept.call());
        boolean isWithOthers = kept.way().linked() && ofCall.isTaken(call.id());
        if (call.isTransferred() && !isWithOthers) {
            Call ignored = calls.change(
                    call.takeBack(now.plus(settings.decideCall())).orRefuse(),
                    "call.taken_back",
                    now,
                    kept.id().name() + " from " + kept.partner() + ": " + reason);
        }
        return kept;
    }

    private Transfer store(Transfer before, Transfer next, String action, Instant at, String reason) {
        return next.equals(before) ? before : records.change(next, action, at, reason);
    }
}
