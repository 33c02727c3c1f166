package io.qipan.dispatch.contingency;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.OpenContingencies;
import io.qipan.dispatch.response.ReadSituation;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.TestKeys;
import java.util.List;

/** Contingency plans put together by hand; opens them to tests of other features. */
public record ContingencyFeature(
        RpcService planRpc, RpcService rpc, RpcService reviewRpc, List<DeadlineHandler> handlers) {

    private static ContingencyRecords records(Surroundings around) {
        return new ContingencyRecords(
                new PostgresActivations(), new PostgresContingencyTasks(), around.journal(), around.deadlines());
    }

    private static WorkActivation work(Surroundings around) {
        return new WorkActivation(records(around), new PostgresContingencyTasks(), around.settings(), around.clock());
    }

    public static OpenContingencies openContingencies(Surroundings around) {
        return new OpenContingenciesOfIncident(
                new PostgresActivations(), new PostgresContingencyTasks(), records(around), work(around));
    }

    public static StoredContingencies stored() {
        return new StoredContingencies(new PostgresActivations(), new PostgresContingencyTasks());
    }

    public static ContingencyFeature onPostgres(
            Surroundings around, IncidentRecords incidents, ReadSituation readSituation, MeterRegistry meters) {
        ContingencyPlans plans = new PostgresContingencyPlans(TestKeys.personal());
        Activations activations = new PostgresActivations();
        ContingencyTasks tasks = new PostgresContingencyTasks();
        Findings findings = new PostgresFindings();
        ContingencyRecords records = records(around);
        FindingRecords findingRecords = new FindingRecords(findings, around.journal(), around.deadlines());
        return new ContingencyFeature(
                new ContingencyPlanRpc(
                        around.unitOfWork(),
                        plans,
                        new PutPlan(plans, around.journal(), around.clock()),
                        new ShowExperts(plans, around.journal(), around.clock()),
                        new SuggestPlans(around.unitOfWork(), plans, activations, incidents, readSituation),
                        new FindSimilarIncidents(new PostgresPastIncidents(), incidents)),
                new ContingencyRpc(
                        around.unitOfWork(),
                        new ActivatePlan(
                                records,
                                activations,
                                tasks,
                                plans,
                                incidents,
                                around.settings(),
                                around.clock(),
                                meters),
                        work(around),
                        new WorkTask(records, tasks, around.settings(), around.clock()),
                        records,
                        activations,
                        tasks),
                new ContingencyReviewRpc(
                        around.unitOfWork(),
                        new ReviewActivation(
                                records, tasks, findings, findingRecords, around.journal(), around.clock()),
                        new WorkFinding(findingRecords, around.clock()),
                        findings),
                List.of(
                        new RaiseOverdueTask(records, around.settings(), around.clock(), meters),
                        new RemindOfActivation(records, around.settings(), around.clock()),
                        new RemindOfFinding(findingRecords, around.settings(), around.clock())));
    }
}
