package io.qipan.dispatch.call;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState.Ended;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Stores a call, tells the journal and keeps its deadline, always all three. Also for the features that end calls. */
@Singleton
public class CallRecords {
    /** Deadline of an open call. */
    static final String DECIDE = "call.decide";

    private final Calls calls;
    private final Journal journal;
    private final Deadlines deadlines;

    CallRecords(Calls calls, Journal journal, Deadlines deadlines) {
        this.calls = calls;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    Call add(Call draft) {
        Call call = calls.add(draft);
        tell(call, "call.received", call.receivedAt(), "");
        return call;
    }

    /** The call as it is. Refuses NOT_FOUND. */
    public Call get(CallId id) {
        return calls.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    /** The call, locked. Refuses NOT_FOUND. */
    public Call lock(CallId id) {
        return calls.lock(id);
    }

    /** The call, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    public Call lock(CallId id, String etag) {
        Call call = calls.lock(id);
        Etag.check(id.name(), etag, call.version());
        return call;
    }

    /** Stores the next state of a locked call. */
    public Call change(Call next, String action, Instant occurredAt, String reason) {
        calls.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    /** Adds something to the history of a locked call that does not change it. */
    public void note(Call call, String action, Instant occurredAt, String reason) {
        journal.append(call.id().name(), action, occurredAt, reason, CallMessages.message(call));
    }

    private void tell(Call call, String action, Instant occurredAt, String reason) {
        note(call, action, occurredAt, reason);
        switch (call.state()) {
            case Open open -> deadlines.set(DECIDE, call.id().name(), open.nextDeadlineAt());
            case Ended _ -> deadlines.liftAll(call.id().name());
        }
    }
}
