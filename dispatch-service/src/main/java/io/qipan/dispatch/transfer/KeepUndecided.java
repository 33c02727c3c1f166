package io.qipan.dispatch.transfer;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.TransferState.Delivered;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Keeps what nobody there has decided in time: who received it first answers for it. */
@Singleton
class KeepUndecided implements DeadlineHandler {
    private final TransferRecords records;
    private final InstantSource clock;
    private final MeterRegistry meters;

    KeepUndecided(TransferRecords records, InstantSource clock, MeterRegistry meters) {
        this.records = records;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return TransferRecords.DECIDE;
    }

    @Override
    public void handle(Due due) {
        Transfer transfer = records.lock(TransferId.parse(due.subject()));
        if (transfer.state() instanceof Delivered) {
            Instant now = Times.now(clock);
            String reason = "Nobody there decided by " + transfer.clock().decideBy();
            records.changeBack(transfer.keep(reason, now).orRefuse(), "transfer.kept", now, now, reason);
            if (!transfer.drill()) {
                meters.counter("qipan.transfers.kept", "partner", transfer.partner(), "how", "undecided")
                        .increment();
            }
        }
    }
}
