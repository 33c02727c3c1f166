package io.qipan.dispatch.pattern;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.rpc.RpcService;

/** Patterns put together by hand; opens them to tests of other features. */
public record PatternFeature(HotspotAnalyses analyses, PlacedIncidents incidents, RpcService rpc) {

    public static PatternFeature onPostgres(Surroundings around, IncidentRecords incidentRecords) {
        HotspotAnalyses analyses = new PostgresHotspotAnalyses();
        PlacedIncidents incidents = new PostgresPlacedIncidents();
        return new PatternFeature(
                analyses,
                incidents,
                new PatternRpc(
                        around.unitOfWork(),
                        analyses,
                        new PatternRecords(analyses, around.journal()),
                        new AnalyzeHotspots(
                                around.unitOfWork(), incidents, incidentRecords, new Workbench(), around.clock())));
    }
}
