package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyLevel;
import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyOrder.Giving;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.patrol.roster.Shifts;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Raises or lowers the duty level by an order to every crew on duty. */
@Singleton
public class ChangeDutyLevel {
    private final DutyOrders orders;
    private final InformCrews informCrews;
    private final AskForStrength askForStrength;
    private final Shifts shifts;
    private final Journal journal;

    public ChangeDutyLevel(
            DutyOrders orders, InformCrews informCrews, AskForStrength askForStrength, Shifts shifts, Journal journal) {
        this.orders = orders;
        this.informCrews = informCrews;
        this.askForStrength = askForStrength;
        this.shifts = shifts;
        this.journal = journal;
    }

    public record Given(DutyOrder order, int recipients) {}

    /** @param current the name of the order that the caller knows to be in force; empty if none */
    public Given change(String levelCode, String current, Giving giving) {
        orders.holdForChange();
        DutyPlan plan =
                orders.plan().orElseThrow(() -> Refusal.notFound("dutyPlans/-").asException());
        DutyLevel level = plan.level(levelCode)
                .orElseThrow(() -> Refusal.notFound(levelCode).asException());
        Optional<DutyOrder> before = orders.inForce();
        checkKnown(before, current);
        DutyOrder order = before.map(present -> present.followedBy(levelOf(present), level, plan, giving)
                        .orRefuse())
                .orElseGet(() -> DutyOrder.first(level, plan, giving));
        before.ifPresent(present -> end(present, giving));
        orders.add(order);
        tell(order, order.direction().name().toLowerCase(Locale.ROOT), giving);
        List<Shift> onDuty = shifts.onDuty();
        onDuty.forEach(shift -> informCrews.send(order, plan, shift, giving.at()));
        askForStrength.changed(giving.at());
        return new Given(order, onDuty.size());
    }

    private static void checkKnown(Optional<DutyOrder> before, String current) {
        String inForce = before.map(DutyOrder::name).orElse("");
        if (!inForce.equals(current)) {
            throw Refusal.staleEtag(
                            "dutyOrders/-", current.isEmpty() ? "none" : current, inForce.isEmpty() ? "none" : inForce)
                    .asException();
        }
    }

    private DutyLevel levelOf(DutyOrder order) {
        return informCrews.levelPlan(order).level(order.level()).orElseThrow();
    }

    private void end(DutyOrder present, Giving giving) {
        DutyOrder over = present.superseded(giving.at());
        orders.end(over);
        tell(over, "superseded", giving);
        informCrews.supersede(present, giving.at());
    }

    /** The reason is that of the order that changes something, also for the one that ends with it. */
    private void tell(DutyOrder order, String action, Giving giving) {
        journal.append(order.name(), "duty_order." + action, giving.at(), giving.reason(), DutyMessages.message(order));
    }
}
