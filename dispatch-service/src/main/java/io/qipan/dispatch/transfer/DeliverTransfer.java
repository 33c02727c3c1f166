package io.qipan.dispatch.transfer;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.CallerNumbers;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.Partners.Answer;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.TransferState.Offered;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Brings an offer into the partner's system, again and again until it is there or its time is over; then it is kept. */
@Singleton
class DeliverTransfer implements DeadlineHandler {
    private static final String ACTOR = "system:" + TransferRecords.DELIVER;

    private final UnitOfWork unitOfWork;
    private final Transfers transfers;
    private final TransferRecords records;
    private final CallRecords calls;
    private final CallerNumbers numbers;
    private final Partners partners;
    private final Deadlines deadlines;
    private final InstantSource clock;
    private final MeterRegistry meters;

    DeliverTransfer(
            UnitOfWork unitOfWork,
            Transfers transfers,
            TransferRecords records,
            CallRecords calls,
            CallerNumbers numbers,
            Partners partners,
            Deadlines deadlines,
            InstantSource clock,
            MeterRegistry meters) {
        this.unitOfWork = unitOfWork;
        this.transfers = transfers;
        this.records = records;
        this.calls = calls;
        this.numbers = numbers;
        this.partners = partners;
        this.deadlines = deadlines;
        this.clock = clock;
        this.meters = meters;
    }

    /** An offer and what the partner needs to know of its call. */
    private record Parcel(Transfer transfer, Call call, Optional<String> number) {}

    @Override
    public String kind() {
        return TransferRecords.DELIVER;
    }

    @Override
    public boolean callsOut() {
        return true;
    }

    @Override
    public void handle(Due due) {
        TransferId id = TransferId.parse(due.subject());
        Parcel parcel = unitOfWork.read(() -> {
            Transfer transfer = transfers.find(id).orElseThrow();
            return new Parcel(transfer, calls.get(transfer.call()), numbers.readable(transfer.call()));
        });
        if (!(parcel.transfer().state() instanceof Offered)) {
            lift(id);
        } else if (!Times.now(clock).isBefore(parcel.transfer().clock().deliverBy())) {
            store(
                    id,
                    transfer -> transfer.keep("Could not be delivered in time", Times.now(clock))
                            .orRefuse(),
                    "transfer.kept");
            count(parcel.transfer(), "undeliverable");
        } else {
            settle(id, partners.offer(parcel.transfer(), parcel.call(), parcel.number()));
        }
    }

    private void settle(TransferId id, Answer answer) {
        switch (answer) {
            case Answer.Taken(Instant at, String reference) ->
                store(id, transfer -> transfer.delivered(at, reference), "transfer.delivered");
            case Answer.NotTaken(String reason) ->
                store(
                        id,
                        transfer -> transfer.giveBack(reason, Times.now(clock)).orRefuse(),
                        "transfer.returned");
        }
    }

    /** If it still waits: they may have answered, or we kept it, while this was under way. */
    private void store(TransferId id, java.util.function.UnaryOperator<Transfer> step, String action) {
        unitOfWork.run(ACTOR, () -> {
            Transfer transfer = records.lock(id);
            if (transfer.state() instanceof Offered) {
                Instant now = Times.now(clock);
                return records.changeBack(step.apply(transfer), action, now, now, "");
            }
            deadlines.lift(TransferRecords.DELIVER, id.name());
            return transfer;
        });
    }

    private void lift(TransferId id) {
        unitOfWork.run(ACTOR, () -> {
            deadlines.lift(TransferRecords.DELIVER, id.name());
            return id;
        });
    }

    private void count(Transfer transfer, String how) {
        if (!transfer.drill()) {
            meters.counter("qipan.transfers.kept", "partner", transfer.partner(), "how", how)
                    .increment();
        }
    }
}
