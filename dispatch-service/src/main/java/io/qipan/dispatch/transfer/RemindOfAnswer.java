package io.qipan.dispatch.transfer;

import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.TransferState.Accepted;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that a partner has taken a matter and told no result, as often as its limit passes again. */
@Singleton
class RemindOfAnswer implements DeadlineHandler {
    private final Transfers transfers;
    private final TransferRecords records;
    private final ScopeLists scopes;
    private final InstantSource clock;

    RemindOfAnswer(Transfers transfers, TransferRecords records, ScopeLists scopes, InstantSource clock) {
        this.transfers = transfers;
        this.records = records;
        this.scopes = scopes;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return TransferRecords.ANSWER;
    }

    @Override
    public void handle(Due due) {
        Transfer transfer = transfers.lock(TransferId.parse(due.subject()));
        if (transfer.state() instanceof Accepted) {
            Instant now = Times.now(clock);
            ScopeList list = scopes.find(transfer.scopeVersion()).orElseThrow();
            records.change(
                    transfer.overdue(now.plus(list.limits().answerWithin())),
                    "transfer.overdue",
                    now,
                    "No result since " + transfer.clock().answerBy());
        }
    }
}
