package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.order.model.End;
import io.qipan.dispatch.order.model.Ladder;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.OrderState.Open;
import io.qipan.dispatch.order.model.Report;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Takes the next rung for an order that nobody has answered; the last one gives up and asks for another unit. */
@Singleton
class ClimbLadder implements DeadlineHandler {
    private static final String ACTOR = "system:" + OrderRecords.ACKNOWLEDGE;

    private final Orders orders;
    private final OrderRecords records;
    private final IncidentRecords incidents;
    private final Ladders ladders;
    private final InstantSource clock;

    ClimbLadder(Orders orders, OrderRecords records, IncidentRecords incidents, Ladders ladders, InstantSource clock) {
        this.orders = orders;
        this.records = records;
        this.incidents = incidents;
        this.ladders = ladders;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return OrderRecords.ACKNOWLEDGE;
    }

    @Override
    public void handle(Due due) {
        Order order = orders.lock(OrderId.parse(due.subject()));
        if (!(order.state() instanceof Open open) || !open.step().isWaiting()) {
            return;
        }
        Instant now = Times.now(clock);
        Ladder ladder = ladders.of(incidents.get(order.incident()).priority());
        int taken = order.escalations().size();
        Ladder.Rung rung = ladder.after(taken);
        Duration untilNext = ladder.after(taken + 1).afterSent().minus(rung.afterSent());
        Order escalated =
                order.escalate(rung.action(), now, now.plus(untilNext)).orRefuse();
        if (rung.action() == Ladder.Action.GIVE_UP) {
            giveUp(escalated, now);
        } else {
            records.change(escalated, "order.escalated", now, rung.action().word());
        }
    }

    private void giveUp(Order order, Instant now) {
        String reason = "Nobody acknowledged";
        Order timedOut = order.end(End.TIMED_OUT, reason, new Report(now, now, ACTOR, false))
                .orRefuse();
        records.change(timedOut, "order.timed_out", now, reason);
        incidents.needsAttention(order.incident(), now);
    }
}
