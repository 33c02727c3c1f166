package io.qipan.dispatch.classification;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallInterviews;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.Interviews;
import io.qipan.runtime.rpc.RpcService;

/** Classification put together by hand. */
public record ClassificationFeature(RpcService rpc, LearnFromIncidents learning, LiveModel live) {

    public static ClassificationFeature onPostgres(
            Surroundings around, CallRecords calls, IncidentRecords incidents, MeterRegistry meters) {
        CategoryCatalogues catalogues = new PostgresCategoryCatalogues();
        ModelRevisions models = new PostgresModelRevisions();
        ConfirmedIncidents confirmed = new PostgresConfirmedIncidents();
        LiveModel live = new LiveModel(around.unitOfWork(), models, confirmed, around.settings(), meters);
        return new ClassificationFeature(
                new ClassificationRpc(
                        around.unitOfWork(),
                        catalogues,
                        models,
                        new SetCatalogue(catalogues, incidents, around.journal(), around.clock()),
                        new EvaluateAnswers(catalogues, incidents),
                        new SuggestClassification(around.unitOfWork(), live, catalogues, around.settings()),
                        new PostgresIncidentInterviews(),
                        new ListInterviews(new PostgresIncidentInterviews(), incidents, calls)),
                new LearnFromIncidents(
                        around.unitOfWork(),
                        confirmed,
                        models,
                        around.journal(),
                        around.deadlines(),
                        around.settings(),
                        around.clock()),
                live);
    }

    /** What incidents are classified by. */
    public static Interviews interviews(Surroundings around, IncidentRecords incidents) {
        return keep(around, incidents);
    }

    /** What calls that lead to no incident are kept with. */
    public static CallInterviews callInterviews(Surroundings around, IncidentRecords incidents) {
        return keep(around, incidents);
    }

    private static KeepInterview keep(Surroundings around, IncidentRecords incidents) {
        return new KeepInterview(
                new PostgresIncidentInterviews(),
                new EvaluateAnswers(new PostgresCategoryCatalogues(), incidents),
                new PostgresModelRevisions(),
                around.journal(),
                around.clock());
    }

    /** What another replica, or this one after a restart, learns by itself. */
    static LiveModel anotherReplica(Surroundings around, MeterRegistry meters) {
        return new LiveModel(
                around.unitOfWork(),
                new PostgresModelRevisions(),
                new PostgresConfirmedIncidents(),
                around.settings(),
                meters);
    }
}
