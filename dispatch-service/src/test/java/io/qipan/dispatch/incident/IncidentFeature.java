package io.qipan.dispatch.incident;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import java.util.List;

/** Incidents put together by hand; opens them to tests of other features. */
public record IncidentFeature(IncidentRecords records, RpcService rpc, List<DeadlineHandler> handlers) {

    public static IncidentFeature onPostgres(
            Surroundings around,
            CallRecords calls,
            OpenOrders orders,
            OpenSearches searches,
            OpenSearchAreas searchAreas,
            EcologyCases cases) {
        Incidents incidents = new PostgresIncidents();
        IncidentRecords records = new IncidentRecords(incidents, around.journal(), around.deadlines(), searchAreas);
        OpenIncident open =
                new OpenIncident(incidents, records, calls, around.deadlines(), around.settings(), around.clock());
        WorkIncident work = new WorkIncident(
                incidents,
                records,
                calls,
                orders,
                searches,
                searchAreas,
                around.deadlines(),
                around.settings(),
                around.clock());
        return new IncidentFeature(
                records,
                new IncidentRpc(around.unitOfWork(), open, work, incidents, records),
                List.of(
                        new RemindOfIncident(records, orders, around.settings(), around.clock()),
                        new OpenCaseOfIncident(
                                around.unitOfWork(), records, around.deadlines(), cases, around.clock())));
    }
}
