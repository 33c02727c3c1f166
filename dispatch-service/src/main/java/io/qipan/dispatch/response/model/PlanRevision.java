package io.qipan.dispatch.response.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All plans, as one revision: a draft until a second person has approved it. */
public record PlanRevision(
        long number,
        Instant madeAt,
        String madeBy,
        String reason,
        Optional<Approval> approval,
        List<ResponsePlan> plans) {

    public record Approval(Instant at, String by) {}

    /**
     * A plan that was chosen.
     *
     * @param because one line for each condition that held
     */
    public record Choice(ResponsePlan plan, List<String> because) {}

    public PlanRevision {
        plans = List.copyOf(plans);
    }

    public static String name(long number) {
        return "responsePlanRevisions/" + number;
    }

    public String name() {
        return name(number);
    }

    /** What makes it useless, if anything does. */
    public Optional<String> problem() {
        Set<String> codes = new HashSet<>();
        for (ResponsePlan plan : plans) {
            Optional<String> problem =
                    codes.add(plan.code()) ? plan.problem() : Optional.of("there are two plans " + plan.code());
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** @param inForce the number of the revision in force, 0 if there is none */
    public Decision<PlanRevision> approve(String by, Instant at, long inForce) {
        if (approval.isPresent() || number < inForce) {
            return Decision.refuse(Refusal.illegalTransition(
                    name(), approval.isPresent() ? "approved" : "older than the one in force", "be approved"));
        }
        if (by.equals(madeBy)) {
            return Decision.refuse(Refusal.of(
                            Reason.SECOND_PERSON_REQUIRED,
                            name() + " was made by " + madeBy + ": another person has to approve it.")
                    .with("resource", name())
                    .with("made_by", madeBy));
        }
        return Decision.grant(
                new PlanRevision(number, madeAt, madeBy, reason, Optional.of(new Approval(at, by)), plans));
    }

    public Optional<ResponsePlan> plan(String code) {
        return plans.stream().filter(plan -> plan.code().equals(code)).findFirst();
    }

    /** Of the plans that hold the one with the most conditions, of equals the first. */
    public Optional<Choice> choose(Situation situation) {
        Optional<Choice> best = Optional.empty();
        for (ResponsePlan plan : plans) {
            Optional<List<String>> because = plan.condition().holdsIn(situation);
            int most = best.map(choice -> choice.because().size()).orElse(-1);
            if (because.isPresent() && because.get().size() > most) {
                best = Optional.of(new Choice(plan, because.get()));
            }
        }
        return best;
    }
}
