package io.qipan.dispatch.transfer;

import io.qipan.dispatch.call.OpenTransfers;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.TransferState.Undecided;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

@Singleton
class TransfersOfCall implements OpenTransfers {
    private final Transfers transfers;
    private final TransferRecords records;

    TransfersOfCall(Transfers transfers, TransferRecords records) {
        this.transfers = transfers;
        this.records = records;
    }

    @Override
    public Optional<String> undecided(CallId call) {
        return open(call).map(transfer -> transfer.id().name());
    }

    @Override
    public void keep(CallId call, String reason, Instant now) {
        open(call)
                .map(transfer -> records.lock(transfer.id()))
                .ifPresent(
                        offered -> records.change(offered.keep(reason, now).orRefuse(), "transfer.kept", now, reason));
    }

    private Optional<Transfer> open(CallId call) {
        return transfers
                .list(new Transfers.Filter(Optional.of(call), Optional.empty(), true), Optional.empty(), 1)
                .stream()
                .filter(transfer -> transfer.state() instanceof Undecided)
                .findFirst();
    }
}
