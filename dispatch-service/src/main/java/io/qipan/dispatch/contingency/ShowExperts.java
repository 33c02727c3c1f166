package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.PlanRevision;
import io.qipan.proto.dispatch.v1.ContingencyExpert;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ShowExpertContactsRequest;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Tells how to reach the experts of a plan, and writes down who wanted to know and why. */
@Singleton
class ShowExperts {
    private final ContingencyPlans plans;
    private final Journal journal;
    private final InstantSource clock;

    ShowExperts(ContingencyPlans plans, Journal journal, InstantSource clock) {
        this.plans = plans;
        this.journal = journal;
        this.clock = clock;
    }

    /** Inside a unit of work of the one who asks. */
    List<ContingencyExpert> show(ShowExpertContactsRequest request) {
        String code = PlanRevision.code(request.getName());
        plans.holdForChange(code);
        ContingencyPlan newest = plans.newest(code)
                .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
        ContingencyPlan plan = request.getOptionalRevision() == 0
                ? newest
                : plans.find(code, request.getOptionalRevision())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
        List<ContingencyExpert> experts = plans.experts(plan);
        // The feed tells what the plan is now, whichever revision was looked at.
        journal.append(
                newest.getName(),
                "contingency_plan.contacts_shown",
                Times.now(clock),
                "Of revision " + plan.getRevision() + ": " + request.getReason(),
                newest);
        return experts;
    }
}
