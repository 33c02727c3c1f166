package io.qipan.dispatch.transfer;

import io.qipan.dispatch.id.model.TransferId;
import io.qipan.proto.dispatch.v1.Transfer;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Transfers as they are stored, for whoever compares them with what was told of them. Inside a unit of work only. */
@Singleton
public class StoredTransfers {
    private final Transfers transfers;

    StoredTransfers(Transfers transfers) {
        this.transfers = transfers;
    }

    public Optional<Transfer> find(TransferId id) {
        return transfers.find(id).map(TransferMessages::message);
    }
}
