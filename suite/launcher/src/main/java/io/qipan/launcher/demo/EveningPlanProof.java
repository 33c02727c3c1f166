package io.qipan.launcher.demo;

import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the contingency plan was really carried out, by what the board has stored. */
final class EveningPlanProof {

    private final EveningRecord evening;
    private final List<String> missing = new ArrayList<>();

    private EveningPlanProof(EveningRecord evening) {
        this.evening = evening;
    }

    /** What should be there and is not. */
    static List<String> missing(EveningRecord evening) {
        EveningPlanProof proof = new EveningPlanProof(evening);
        proof.ofThePlan();
        return proof.missing;
    }

    private void ofThePlan() {
        String fire =
                evening.incidentOf(EveningCaller.FIRST).map(Incident::getName).orElse("");
        require(
                evening.activations().size() == 1
                        && evening.activations().stream()
                                .allMatch(activation -> activation.getDrill()
                                        && activation.getIncident().equals(fire)
                                        && activation.getState() == ContingencyActivation.State.REVIEWED),
                "the plan was carried out for the fire as an exercise, closed with it and reviewed");
        require(
                evening.tasks().stream().allMatch(ContingencyTask::getDrill)
                        && evening.tasks().stream()
                                .collect(Collectors.groupingBy(ContingencyTask::getState, Collectors.counting()))
                                .equals(Map.of(
                                        ContingencyTask.State.DONE,
                                        EveningPlan.STEPS.size() - 1L,
                                        ContingencyTask.State.SKIPPED,
                                        1L)),
                "every task of the plan but one was done");
        require(
                evening.tasks().stream()
                        .filter(task -> task.getState() == ContingencyTask.State.SKIPPED)
                        .allMatch(task -> task.getStep().equals(EveningPlan.ROAD)
                                && !task.getSettledBy().equals(task.getSkipProposedBy())),
                "what is mandatory was skipped by two people");
        require(
                evening.tasks().stream()
                        .filter(task -> task.getRaised() > 0)
                        .map(ContingencyTask::getStep)
                        .toList()
                        .equals(List.of(EveningPlan.SHELTER)),
                "the task that nobody took went to the next post, and no other");
        require(isTheClockOfTheGas(), "the clock of the gas ran from when the house was cleared");
        require(evening.planIsRetired(), "nobody is suggested the plan of the demo any more");
    }

    private boolean isTheClockOfTheGas() {
        Optional<Instant> cleared = task(EveningPlan.CLEAR).map(task -> Stamps.instant(task.getSettledAt()));
        return cleared.isPresent()
                && task(EveningPlan.GAS)
                        .map(task -> Stamps.instant(task.getDueAt()))
                        .equals(cleared.map(since -> since.plus(EveningPlan.FOR_THE_GAS)));
    }

    private Optional<ContingencyTask> task(String step) {
        return evening.tasks().stream()
                .filter(task -> task.getStep().equals(step))
                .findFirst();
    }

    private void require(boolean is, String what) {
        if (!is) {
            missing.add(what);
        }
    }
}
