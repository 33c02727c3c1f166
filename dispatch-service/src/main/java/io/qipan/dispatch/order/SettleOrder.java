package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.order.Commitments.Answer.Committed;
import io.qipan.dispatch.order.Commitments.Answer.NotCommitted;
import io.qipan.dispatch.order.model.End;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.Report;
import io.qipan.dispatch.order.model.Step;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Commits the unit of a requested order and sends the order, or refuses it. Both sides may be asked any number of times, so
 * that whoever dies in between, the order's deadline brings it to an end.
 */
@Singleton
class SettleOrder implements DeadlineHandler {
    private static final String ACTOR = "system:" + OrderRecords.SETTLE;

    private final UnitOfWork unitOfWork;
    private final Orders orders;
    private final OrderRecords records;
    private final IncidentRecords incidents;
    private final Deadlines deadlines;
    private final Commitments commitments;
    private final DivertOrder divertOrder;
    private final LoseUnit loseUnit;
    private final RemindOfRequest remindOfRequest;
    private final Ladders ladders;
    private final InstantSource clock;

    SettleOrder(
            UnitOfWork unitOfWork,
            Orders orders,
            OrderRecords records,
            IncidentRecords incidents,
            Deadlines deadlines,
            Commitments commitments,
            DivertOrder divertOrder,
            LoseUnit loseUnit,
            RemindOfRequest remindOfRequest,
            Ladders ladders,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.orders = orders;
        this.records = records;
        this.incidents = incidents;
        this.deadlines = deadlines;
        this.commitments = commitments;
        this.divertOrder = divertOrder;
        this.loseUnit = loseUnit;
        this.remindOfRequest = remindOfRequest;
        this.ladders = ladders;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return OrderRecords.SETTLE;
    }

    @Override
    public boolean callsOut() {
        return true;
    }

    @Override
    public void handle(Due due) {
        OrderId id = OrderId.parse(due.subject());
        Order order = unitOfWork.read(() -> orders.find(id).orElseThrow());
        if (order.isAt(Step.REQUESTED)) {
            attempt(order);
        } else {
            forget(due);
        }
    }

    private void attempt(Order order) {
        try {
            settle(order);
        } catch (RuntimeException e) {
            remindOfRequest.remind(order.id(), ACTOR);
            throw e;
        }
    }

    /** Settled by somebody else just when the sweep adopted it: there is nothing left to do. */
    private void forget(Due due) {
        unitOfWork.run(ACTOR, () -> {
            deadlines.lift(due.kind(), due.subject());
            return due;
        });
    }

    /** Asks patrol-service and stores what it says. Throws PeerAway if it cannot be asked; the order stays requested. */
    void settle(Order order) {
        if (!order.isAt(Step.REQUESTED)) {
            return;
        }
        Commitments.Answer answer = commitments.commit(order, order.toldSentAt().orElseGet(() -> Times.now(clock)));
        unitOfWork.run(ACTOR, () -> store(order.id(), answer));
    }

    private Order store(OrderId id, Commitments.Answer answer) {
        Order order = orders.lock(id);
        if (!order.isAt(Step.REQUESTED)) {
            // Settled by somebody else, or cancelled meanwhile: its release takes the commitment back.
            return order;
        }
        Instant now = Times.now(clock);
        return switch (answer) {
            case Committed _ -> send(order, now);
            case NotCommitted(String reason) ->
                loseUnit.lose(
                        order.end(End.REFUSED, reason, new Report(now, now, ACTOR, false))
                                .orRefuse(),
                        "order.refused",
                        now,
                        reason);
        };
    }

    private Order send(Order order, Instant now) {
        // While patrol-service was away nothing was sent, however early it was requested.
        Instant sentAt = order.toldSentAt().orElse(now);
        order.divertedFrom().ifPresent(from -> divertOrder.divert(from, sentAt, ACTOR));
        Instant firstRung = now.plus(
                ladders.of(incidents.get(order.incident()).priority()).after(0).afterSent());
        Order sent = order.reach(Step.SENT, new Report(sentAt, now, ACTOR, false), firstRung)
                .orRefuse();
        return records.change(sent, "order.sent", sentAt, "");
    }
}
