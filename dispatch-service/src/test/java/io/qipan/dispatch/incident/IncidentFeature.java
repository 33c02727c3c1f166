package io.qipan.dispatch.incident;

import io.qipan.dispatch.JournaledResources;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallFeature;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.classification.ClassificationFeature;
import io.qipan.dispatch.review.ReviewFeature;
import io.qipan.dispatch.searcharea.SearchAreaFeature;
import io.qipan.dispatch.sharing.SharingFeature;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import java.util.List;

/** Incidents put together by hand; opens them to tests of other features. */
public record IncidentFeature(
        IncidentRecords records,
        ReclassifyIncident reclassify,
        EndIncident end,
        Interviews interviews,
        RpcService rpc,
        List<DeadlineHandler> handlers) {

    /** For features that incidents are built on, which ask for the types of incidents alone. */
    public static IncidentRecords types(Surroundings around) {
        return new IncidentRecords(
                new PostgresIncidents(),
                ReviewFeature.openProposals(around),
                around.journal(),
                around.deadlines(),
                SearchAreaFeature.openSearchAreas(around),
                SharingFeature.openShares(around));
    }

    public static IncidentFeature onPostgres(
            Surroundings around,
            CallFeature callFeature,
            OpenOrders orders,
            OpenSearches searches,
            OpenProposals proposals,
            EndedIncidents ended,
            OpenSearchAreas searchAreas,
            OpenContingencies contingencies,
            AlarmLevels alarmLevels,
            OpenShares shares,
            EcologyCases cases) {
        CallRecords calls = callFeature.records();
        Incidents incidents = new PostgresIncidents();
        IncidentRecords records =
                new IncidentRecords(incidents, proposals, around.journal(), around.deadlines(), searchAreas, shares);
        Interviews interviews = ClassificationFeature.interviews(around, records);
        OpenIncident open = new OpenIncident(
                incidents,
                records,
                calls,
                callFeature.handOver(),
                interviews,
                around.deadlines(),
                around.settings(),
                around.clock());
        WorkIncident work = new WorkIncident(
                records,
                calls,
                callFeature.handOver(),
                interviews,
                orders,
                searchAreas,
                around.settings(),
                around.clock());
        ReclassifyIncident reclassify = new ReclassifyIncident(
                incidents, records, interviews, around.deadlines(), around.settings(), around.clock());
        EndIncident end = new EndIncident(
                incidents,
                records,
                orders,
                searches,
                searchAreas,
                contingencies,
                ended,
                alarmLevels,
                around.deadlines(),
                around.settings(),
                around.clock());
        return new IncidentFeature(
                records,
                reclassify,
                end,
                interviews,
                new IncidentRpc(
                        around.unitOfWork(),
                        open,
                        work,
                        new DetachCall(records, calls, open, around.settings(), around.clock()),
                        reclassify,
                        end,
                        incidents,
                        interviews,
                        JournaledResources.kinds()),
                List.of(
                        new RemindOfIncident(records, orders, around.settings(), around.clock()),
                        new OpenCaseOfIncident(
                                around.unitOfWork(), records, around.deadlines(), cases, around.clock())));
    }
}
