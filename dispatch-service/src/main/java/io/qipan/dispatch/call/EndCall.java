package io.qipan.dispatch.call;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Ends a call that leads to no incident of its own. */
@Singleton
class EndCall {
    private final CallRecords records;
    private final OpenTransfers transfers;
    private final EndedCalls endedCalls;
    private final CallInterviews interviews;
    private final InstantSource clock;

    EndCall(
            CallRecords records,
            OpenTransfers transfers,
            EndedCalls endedCalls,
            CallInterviews interviews,
            InstantSource clock) {
        this.records = records;
        this.transfers = transfers;
        this.endedCalls = endedCalls;
        this.interviews = interviews;
        this.clock = clock;
    }

    Call end(EndCallRequest request, Caller caller) {
        Call call = records.lock(CallId.parse(request.getName()), request.getEtag());
        CallOutcome outcome = CallOutcome.valueOf(request.getOutcome().name());
        Call ended = call.end(outcome, request.getRationale()).orRefuse();
        transfers.undecided(call.id()).ifPresent(open -> {
            throw underWay(call, open).asException();
        });
        if (outcome == CallOutcome.TRANSFERRED && !transfers.isTaken(call.id())) {
            throw untaken(call).asException();
        }
        Instant now = Times.now(clock);
        endedCalls.ended(ended, outcome, caller.subject(), now);
        Call changed = records.change(ended, "call.ended", now, request.getRationale());
        if (request.hasInterview()) {
            interviews.keep(changed, request.getInterview(), caller.subject());
        }
        return changed;
    }

    private static Refusal untaken(Call call) {
        return Refusal.of(
                        Reason.ILLEGAL_TRANSITION,
                        call.id().name() + " cannot end as TRANSFERRED, as nobody elsewhere has taken it."
                                + " Offer it by OfferTransfer and wait for an answer, or choose another outcome.")
                .with("resource", call.id().name())
                .with("state", "open")
                .with("action", "end as TRANSFERRED");
    }

    /** Whoever has it on offer may give it back, and then it must be somebody's here. */
    private static Refusal underWay(Call call, String transfer) {
        return Refusal.of(
                        Reason.ILLEGAL_TRANSITION,
                        call.id().name() + " cannot end while it is offered as " + transfer
                                + ". Withdraw that, or wait for its answer.")
                .with("resource", call.id().name())
                .with("state", "open")
                .with("transfer", transfer);
    }
}
