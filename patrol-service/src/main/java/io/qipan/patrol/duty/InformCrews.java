package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyNotice;
import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.patrol.duty.model.NoticeState.Lapse;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.roster.DutyChange;
import io.qipan.patrol.roster.model.Shift;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Has every crew that comes on duty hear of the order in force, and nobody waits for one that has gone. */
@Singleton
public class InformCrews implements DutyChange {
    private final DutyOrders orders;
    private final DutyNotices notices;
    private final NoticeRecords records;
    private final AskForStrength askForStrength;

    public InformCrews(DutyOrders orders, DutyNotices notices, NoticeRecords records, AskForStrength askForStrength) {
        this.orders = orders;
        this.notices = notices;
        this.records = records;
        this.askForStrength = askForStrength;
    }

    @Override
    public void cameOnDuty(Shift shift, Instant at) {
        // Whoever changes the level meanwhile waits for us, and then sends to this shift as well.
        orders.holdForShift();
        orders.inForce().ifPresent(order -> send(order, levelPlan(order), shift, at));
        askForStrength.changed(at);
    }

    @Override
    public void wentOffDuty(Shift shift, Instant at) {
        orders.holdForShift();
        for (DutyNotice open : notices.lockOpenOfShift(shift.id())) {
            records.change(open.lapse(Lapse.SHIFT_OVER, at).orRefuse(), "lapsed", at, "The shift is over");
        }
        askForStrength.changed(at);
    }

    /** The plan that an order was given by. */
    DutyPlan levelPlan(DutyOrder order) {
        return orders.plan(order.plan()).orElseThrow();
    }

    void send(DutyOrder order, DutyPlan plan, Shift shift, Instant at) {
        records.add(DutyNotice.sent(
                ResourceId.fresh(),
                order.id(),
                order.level(),
                shift.id(),
                shift.unit(),
                plan.level(order.level()).orElseThrow().acknowledgeWithin(),
                at));
    }

    /** Another order takes the place of this one. */
    void supersede(DutyOrder order, Instant at) {
        for (DutyNotice open : notices.lockOpenOfOrder(order.id())) {
            records.change(open.lapse(Lapse.SUPERSEDED, at).orRefuse(), "lapsed", at, "Another order is in force");
        }
    }
}
