package io.qipan.dispatch.afteraction;

import io.qipan.dispatch.afteraction.ReadPast.Past;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.dispatch.response.PastPlans;
import io.qipan.dispatch.response.PatrolFacts;
import io.qipan.dispatch.response.model.PlanRevision;
import io.qipan.dispatch.response.model.ResponsePlan;
import io.qipan.dispatch.response.model.Situation;
import io.qipan.proto.dispatch.v1.EvaluateAlternativeRequest;
import io.qipan.proto.dispatch.v1.IncidentResponse;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds the plan and level that a question means. Not inside a unit of work. */
@Singleton
class ChoosePastPlan {
    private final UnitOfWork unitOfWork;
    private final PastPlans plans;
    private final PatrolFacts patrol;

    ChoosePastPlan(UnitOfWork unitOfWork, PastPlans plans, PatrolFacts patrol) {
        this.unitOfWork = unitOfWork;
        this.plans = plans;
        this.patrol = patrol;
    }

    /**
     * @param revision by name; empty for one that is stored nowhere
     * @param because one line for each condition that held
     */
    record Chosen(String revision, ResponsePlan plan, int level, List<String> because) {}

    /**
     * Empty if it goes by what the type of the incident needs. Refuses NOT_FOUND, INCOMPLETE, INVALID_FIELD.
     *
     * @param dutyLevel in force then, as far as somebody can say
     */
    Optional<Chosen> choose(
            EvaluateAlternativeRequest request,
            Past past,
            Instant at,
            Wgs84 place,
            Optional<String> dutyLevel,
            String by) {
        Optional<PlanRevision> asked = asked(request, at, by);
        Optional<IncidentResponse> then = past.response();
        if (asked.isEmpty() && then.isEmpty()) {
            if (request.getOptionalLevel() > 0) {
                throw level("is of a plan, and the incident had none").asException();
            }
            return Optional.empty();
        }
        Chosen chosen = asked.map(revision -> chosen(revision, past, at, place, dutyLevel))
                .orElseGet(() -> asItWas(then.orElseThrow()));
        int level = request.getOptionalLevel() > 0
                ? request.getOptionalLevel()
                : then.map(IncidentResponse::getLevel).orElse(1);
        int levels = chosen.plan().levels().size();
        if (level > levels) {
            throw level("is " + level + ", but plan " + chosen.plan().code() + " has " + levels + " levels")
                    .asException();
        }
        return Optional.of(new Chosen(chosen.revision(), chosen.plan(), level, chosen.because()));
    }

    private static Refusal level(String problem) {
        return Refusal.of(Reason.INVALID_FIELD, "optional_level " + problem + ".")
                .withViolations(List.of(new Violation("optional_level", problem)));
    }

    private Optional<PlanRevision> asked(EvaluateAlternativeRequest request, Instant at, String by) {
        if (request.getPlansCount() > 0) {
            return Optional.of(PastPlans.unstored(request.getPlansList(), at, by));
        }
        String name = request.getOptionalPlanRevision();
        return name.isEmpty() ? Optional.empty() : Optional.of(unitOfWork.read(() -> plans.revision(name)));
    }

    private Chosen chosen(PlanRevision revision, Past past, Instant at, Wgs84 place, Optional<String> dutyLevel) {
        Situation situation = PastPlans.situation(
                past.incident().getType(),
                Priority.valueOf(past.incident().getPriority().name()),
                at,
                zone(place),
                dutyLevel);
        String name = revision.number() == 0 ? "" : revision.name();
        PlanRevision.Choice choice = revision.choose(situation)
                .orElseThrow(() -> Refusal.of(
                                Reason.INCOMPLETE,
                                past.incident().getName() + " has no response plan: none of "
                                        + (name.isEmpty() ? "those given" : name) + " is for " + situation + ".")
                        .with("resource", past.incident().getName())
                        .with("missing", "plan")
                        .asException());
        return new Chosen(name, choice.plan(), 1, choice.because());
    }

    private Optional<String> zone(Wgs84 place) {
        try {
            return patrol.zoneOf(place);
        } catch (PeerAway e) {
            return Optional.empty();
        }
    }

    private Chosen asItWas(IncidentResponse then) {
        ResponsePlan plan = unitOfWork
                .read(() -> plans.revision(then.getRevision()))
                .plan(then.getPlan())
                .orElseThrow();
        return new Chosen(then.getRevision(), plan, then.getLevel(), then.getExplanationList());
    }
}
