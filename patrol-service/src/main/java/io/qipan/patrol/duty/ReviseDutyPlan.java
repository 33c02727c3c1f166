package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the next revision of the levels. */
@Singleton
public class ReviseDutyPlan {
    private final DutyOrders orders;
    private final Journal journal;

    public ReviseDutyPlan(DutyOrders orders, Journal journal) {
        this.orders = orders;
        this.journal = journal;
    }

    /** @param plan with the number after that of the revision it starts from */
    public void revise(DutyPlan plan) {
        plan.problem().ifPresent(problem -> {
            throw Refusal.of(Reason.INVALID_FIELD, "The levels cannot be used: " + problem + ".")
                    .withViolations(List.of(new Violation("levels", problem)))
                    .asException();
        });
        orders.holdForChange();
        long newest = orders.plan().map(DutyPlan::number).orElse(0L);
        if (plan.number() != newest + 1) {
            throw Refusal.staleEtag(DutyPlan.name(newest), Long.toString(plan.number() - 1), Long.toString(newest))
                    .asException();
        }
        orders.add(plan);
        journal.append(plan.name(), "duty_plan.revised", plan.madeAt(), plan.reason(), DutyMessages.message(plan));
    }
}
