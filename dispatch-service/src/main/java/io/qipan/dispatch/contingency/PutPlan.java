package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.PlanRevision;
import io.qipan.proto.dispatch.v1.ContingencyExpert;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ContingencyPlanContent;
import io.qipan.proto.dispatch.v1.PutContingencyPlanRequest;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts the next revision of a plan in force. What is being carried out goes on by the revision that it began with. */
@Singleton
class PutPlan {
    private final ContingencyPlans plans;
    private final Journal journal;
    private final InstantSource clock;

    PutPlan(ContingencyPlans plans, Journal journal, InstantSource clock) {
        this.plans = plans;
        this.journal = journal;
        this.clock = clock;
    }

    ContingencyPlan put(PutContingencyPlanRequest request, String by) {
        String code = PlanRevision.code(request.getName());
        plans.holdForChange(code);
        Optional<ContingencyPlan> before = plans.newest(code);
        long newest = before.map(ContingencyPlan::getRevision).orElse(0L);
        if (request.getBaseRevision() != newest) {
            throw Refusal.staleEtag(request.getName(), Long.toString(request.getBaseRevision()), Long.toString(newest))
                    .asException();
        }
        Instant now = Times.now(clock);
        Map<String, String> masks = before.stream()
                .flatMap(plan -> plan.getContent().getExpertsList().stream())
                .collect(Collectors.toMap(ContingencyExpert::getCode, ContingencyExpert::getContact));
        List<ContingencyExpert> told = new ArrayList<>();
        ContingencyPlanContent.Builder content =
                request.getContent().toBuilder().clearExperts();
        for (ContingencyExpert expert : request.getContent().getExpertsList()) {
            if (expert.getContact().equals(masks.get(expert.getCode()))) {
                content.addExperts(expert);
            } else {
                refuseMask(expert);
                told.add(expert);
                content.addExperts(expert.toBuilder().setContact(ContingencyPlanMessages.mask(expert.getContact())));
            }
        }
        ContingencyPlan next = ContingencyPlan.newBuilder()
                .setName(request.getName())
                .setRevision(newest + 1)
                .setMadeAt(Times.message(now))
                .setMadeBy(by)
                .setReason(request.getReason())
                .setContent(content)
                .build();
        ContingencyPlanMessages.plan(next).problem().ifPresent(problem -> {
            throw invalid("The plan cannot be used: ", problem).asException();
        });
        plans.add(next, told);
        journal.append(next.getName(), "contingency_plan.put", now, request.getReason(), next);
        return next;
    }

    private static void refuseMask(ContingencyExpert expert) {
        if (ContingencyPlanMessages.isMask(expert.getContact())) {
            throw invalid(
                            "The contact cannot be kept: ",
                            "contact " + expert.getContact() + " of expert " + expert.getCode()
                                    + " is a mask of nothing that is known; give the whole")
                    .asException();
        }
    }

    private static Refusal invalid(String what, String problem) {
        return Refusal.of(Reason.INVALID_FIELD, what + problem + ".")
                .withViolations(List.of(new Violation("content", problem)));
    }
}
