package io.qipan.dispatch.call;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Tells who called, and writes down who wanted to know and why: the history of the call says it to everybody. */
@Singleton
class ShowCaller {
    private final CallRecords records;
    private final CallerNumbers numbers;
    private final InstantSource clock;

    ShowCaller(CallRecords records, CallerNumbers numbers, InstantSource clock) {
        this.records = records;
        this.numbers = numbers;
        this.clock = clock;
    }

    /** Inside a unit of work of the one who asks. */
    String show(CallId id, String reason) {
        Call call = records.lock(id);
        // Of a call from before numbers were kept apart.
        String number = numbers.find(id).orElse(call.callerId());
        records.note(call, "call.caller_shown", Times.now(clock), reason);
        return number;
    }
}
