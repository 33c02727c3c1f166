package io.qipan.dispatch.transfer;

import io.qipan.dispatch.call.OpenTransfers;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.transfer.model.TransferState.Accepted;
import io.qipan.dispatch.transfer.model.TransferState.Completed;
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
        return transfers.ofCall(call).stream()
                .filter(transfer -> transfer.state() instanceof Undecided)
                .map(transfer -> transfer.id().name())
                .findFirst();
    }

    @Override
    public boolean isTaken(CallId call) {
        return transfers.ofCall(call).stream()
                .anyMatch(transfer -> transfer.state() instanceof Accepted || transfer.state() instanceof Completed);
    }

    @Override
    public void keep(CallId call, String reason, Instant now) {
        records.keepOffers(call, reason, now);
    }
}
