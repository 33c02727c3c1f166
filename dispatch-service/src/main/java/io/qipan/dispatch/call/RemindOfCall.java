package io.qipan.dispatch.call;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that a call still waits for a decision. */
@Singleton
class RemindOfCall implements DeadlineHandler {
    private final CallRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfCall(CallRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return CallRecords.DECIDE;
    }

    @Override
    public void handle(Due due) {
        Call call = records.lock(CallId.parse(due.subject()));
        if (call.state() instanceof Open) {
            Instant now = Times.now(clock);
            Call reminded = call.overdue(now.plus(settings.decideCall())).orRefuse();
            records.change(reminded, "call.overdue", now, "No outcome since it was answered at " + call.answeredAt());
        }
    }
}
