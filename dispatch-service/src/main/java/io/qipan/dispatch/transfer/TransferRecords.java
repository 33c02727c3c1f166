package io.qipan.dispatch.transfer;

import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.TransferState.Accepted;
import io.qipan.dispatch.transfer.model.TransferState.Completed;
import io.qipan.dispatch.transfer.model.TransferState.Delivered;
import io.qipan.dispatch.transfer.model.TransferState.Kept;
import io.qipan.dispatch.transfer.model.TransferState.Offered;
import io.qipan.dispatch.transfer.model.TransferState.Returned;
import io.qipan.dispatch.transfer.model.TransferState.Undecided;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Stores a transfer, tells the journal and keeps its deadline, always all three: until it is delivered {@link #DELIVER}, until
 * somebody there decides {@link #DECIDE}, then {@link #ANSWER}; one that is kept is taken back from the partner by {@link #DROP},
 * and one that is back with nobody to see it has {@link #SEE}. The call is always locked before its transfer.
 */
@Singleton
class TransferRecords {
    static final String DELIVER = "transfer.deliver";
    static final String DECIDE = "transfer.decide";
    static final String ANSWER = "transfer.answer";
    static final String DROP = "transfer.drop";
    static final String SEE = "transfer.see";

    private final Transfers transfers;
    private final CallRecords calls;
    private final Journal journal;
    private final Deadlines deadlines;

    TransferRecords(Transfers transfers, CallRecords calls, Journal journal, Deadlines deadlines) {
        this.transfers = transfers;
        this.calls = calls;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    void add(Transfer transfer) {
        transfers.add(transfer);
        tell(transfer, "transfer.offered", transfer.clock().offeredAt(), transfer.note());
    }

    /** The transfer and its call, locked. Refuses NOT_FOUND. */
    Transfer lock(TransferId id) {
        Transfer known =
                transfers.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
        Call ignored = calls.lock(known.call());
        return transfers.lock(id);
    }

    /** The same, if it is as the caller knows it. Refuses STALE_ETAG too. */
    Transfer lock(TransferId id, String etag) {
        Transfer transfer = lock(id);
        Etag.check(id.name(), etag, transfer.version());
        return transfer;
    }

    /** Stores the next state of a locked transfer. */
    Transfer change(Transfer next, String action, Instant occurredAt, String reason) {
        transfers.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    /** Keeps here what of a locked call others have on offer instead of us. Whoever comes beside us is still to come. */
    void keepOffers(CallId call, String reason, Instant now) {
        transfers.ofCall(call).stream()
                .filter(transfer ->
                        transfer.state() instanceof Undecided && !transfer.way().linked())
                .map(transfer -> transfers.lock(transfer.id()))
                .forEach(offered -> {
                    Transfer ignored = change(offered.keep(reason, now).orRefuse(), "transfer.kept", now, reason);
                });
    }

    /**
     * Stores that a locked transfer is back without a person here having said so. A call that has ended shows it to nobody, and
     * nobody looks at an open one for those who do not come beside us.
     */
    Transfer changeBack(Transfer next, String action, Instant now, Instant occurredAt, String reason) {
        boolean shown = calls.get(next.call()).state() instanceof CallState.Open
                && !next.way().linked();
        return change(shown ? next : next.unseen(now), action, occurredAt, reason);
    }

    /** Stores whether somebody still has to see that a locked transfer is back. */
    Transfer changeSight(Transfer next, String action, Instant now, String reason) {
        transfers.save(next);
        note(next, action, now, reason);
        setSight(next);
        return next;
    }

    private void setSight(Transfer transfer) {
        String name = transfer.id().name();
        transfer.nextDeadlineAt().ifPresentOrElse(at -> deadlines.set(SEE, name, at), () -> deadlines.lift(SEE, name));
    }

    private void note(Transfer transfer, String action, Instant occurredAt, String reason) {
        journal.append(transfer.id().name(), action, occurredAt, reason, TransferMessages.message(transfer));
    }

    private void tell(Transfer transfer, String action, Instant occurredAt, String reason) {
        String name = transfer.id().name();
        note(transfer, action, occurredAt, reason);
        deadlines.liftAll(name);
        switch (transfer.state()) {
            case Offered _ -> deadlines.set(DELIVER, name, transfer.clock().offeredAt());
            case Delivered delivered -> deadlines.set(DECIDE, name, delivered.nextDeadlineAt());
            case Accepted accepted -> deadlines.set(ANSWER, name, accepted.nextDeadlineAt());
            case Kept kept -> {
                deadlines.set(DROP, name, kept.at());
                setSight(transfer);
            }
            case Returned _ -> setSight(transfer);
            case Completed _ -> {}
        }
    }
}
