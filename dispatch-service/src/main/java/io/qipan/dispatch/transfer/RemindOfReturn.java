package io.qipan.dispatch.transfer;

import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that a matter is back that no open call shows, until somebody says that they have seen it. */
@Singleton
class RemindOfReturn implements DeadlineHandler {
    private final TransferRecords records;
    private final ScopeLists scopes;
    private final InstantSource clock;

    RemindOfReturn(TransferRecords records, ScopeLists scopes, InstantSource clock) {
        this.records = records;
        this.scopes = scopes;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return TransferRecords.SEE;
    }

    @Override
    public void handle(Due due) {
        Transfer transfer = records.lock(TransferId.parse(due.subject()));
        if (transfer.isUnseen()) {
            Instant now = Times.now(clock);
            Duration patience =
                    scopes.find(transfer.scopeVersion()).orElseThrow().limits().decideWithin();
            Transfer ignored = records.changeSight(
                    transfer.unseen(now.plus(patience)),
                    "transfer.unseen",
                    now,
                    "Nobody has seen yet that it is back, and "
                            + (transfer.way().linked() ? transfer.partner() + " does not come" : "its call has ended"));
        }
    }
}
