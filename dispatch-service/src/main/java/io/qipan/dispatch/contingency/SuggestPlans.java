package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.PlanRevision;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.response.ReadSituation;
import io.qipan.dispatch.response.model.Situation;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ContingencySuggestion;
import io.qipan.proto.dispatch.v1.SuggestContingencyPlansResponse;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says which plans fit an incident, and why. Changes nothing. Not inside a unit of work. */
@Singleton
class SuggestPlans {
    private static final int MOST = 20;

    private final UnitOfWork unitOfWork;
    private final ContingencyPlans plans;
    private final Activations activations;
    private final IncidentRecords incidents;
    private final ReadSituation readSituation;

    SuggestPlans(
            UnitOfWork unitOfWork,
            ContingencyPlans plans,
            Activations activations,
            IncidentRecords incidents,
            ReadSituation readSituation) {
        this.unitOfWork = unitOfWork;
        this.plans = plans;
        this.activations = activations;
        this.incidents = incidents;
        this.readSituation = readSituation;
    }

    SuggestContingencyPlansResponse suggest(IncidentId id) {
        Incident incident = unitOfWork.read(() -> incidents.get(id));
        Situation situation = readSituation.ofWhatIsKnown(incident);
        return unitOfWork.read(() -> {
            List<ContingencyPlan> inForce = plans.inForce();
            int alarmLevel = activations.alarmLevel(id);
            Map<String, String> active = activations.active(id).stream()
                    .collect(Collectors.toMap(
                            activation -> activation.basis().plan(),
                            activation -> activation.id().name(),
                            (first, _) -> first));
            return SuggestContingencyPlansResponse.newBuilder()
                    .setCompared(inForce.size())
                    .addAllSuggestions(inForce.stream()
                            .flatMap(plan -> ContingencyPlanMessages.plan(plan).fits(situation, alarmLevel).stream()
                                    .map(because -> message(plan, because, active)))
                            .sorted(Comparator.comparing(ContingencySuggestion::getExplanationCount)
                                    .reversed()
                                    .thenComparing(ContingencySuggestion::getPlan))
                            .limit(MOST)
                            .toList())
                    .build();
        });
    }

    private static ContingencySuggestion message(
            ContingencyPlan plan, List<String> because, Map<String, String> active) {
        return ContingencySuggestion.newBuilder()
                .setPlan(plan.getName())
                .setRevision(plan.getRevision())
                .setTitleZh(plan.getContent().getTitleZh())
                .setTitleEn(plan.getContent().getTitleEn())
                .addAllExplanation(because)
                .setActivation(active.getOrDefault(PlanRevision.code(plan.getName()), ""))
                .build();
    }
}
