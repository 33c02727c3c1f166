package io.qipan.dispatch.transfer;

import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.TransferState.Kept;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;

/** Tells the partner that what was offered is kept, until it has heard. */
@Singleton
class DropTransfer implements DeadlineHandler {
    private final UnitOfWork unitOfWork;
    private final Transfers transfers;
    private final Partners partners;
    private final Deadlines deadlines;

    DropTransfer(UnitOfWork unitOfWork, Transfers transfers, Partners partners, Deadlines deadlines) {
        this.unitOfWork = unitOfWork;
        this.transfers = transfers;
        this.partners = partners;
        this.deadlines = deadlines;
    }

    @Override
    public String kind() {
        return TransferRecords.DROP;
    }

    @Override
    public boolean callsOut() {
        return true;
    }

    @Override
    public void handle(Due due) {
        Transfer transfer = unitOfWork.read(
                () -> transfers.find(TransferId.parse(due.subject())).orElseThrow());
        if (transfer.state() instanceof Kept kept && partners.isKnown(transfer.partner())) {
            partners.drop(transfer, kept.reason());
        }
        unitOfWork.run("system:" + TransferRecords.DROP, () -> {
            deadlines.lift(TransferRecords.DROP, due.subject());
            return due;
        });
    }
}
