package io.qipan.dispatch.call;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Ends a call that leads to no incident of its own. */
@Singleton
class EndCall {
    private final CallRecords records;
    private final OpenTransfers transfers;
    private final InstantSource clock;

    EndCall(CallRecords records, OpenTransfers transfers, InstantSource clock) {
        this.records = records;
        this.transfers = transfers;
        this.clock = clock;
    }

    Call end(EndCallRequest request) {
        Call call = records.lock(CallId.parse(request.getName()), request.getEtag());
        Call ended = call.end(CallOutcome.valueOf(request.getOutcome().name()), request.getRationale())
                .orRefuse();
        transfers.of(call.id()).ifPresent(open -> {
            throw underWay(call, open).asException();
        });
        return records.change(ended, "call.ended", Times.now(clock), request.getRationale());
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
