package io.qipan.dispatch.transfer;

import io.qipan.dispatch.call.OpenTransfers;
import io.qipan.dispatch.id.model.CallId;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
class TransfersOfCall implements OpenTransfers {
    private final Transfers transfers;

    TransfersOfCall(Transfers transfers) {
        this.transfers = transfers;
    }

    @Override
    public Optional<String> of(CallId call) {
        return transfers
                .list(new Transfers.Filter(Optional.of(call), Optional.empty(), true), Optional.empty(), 1)
                .stream()
                .findFirst()
                .map(transfer -> transfer.id().name());
    }
}
