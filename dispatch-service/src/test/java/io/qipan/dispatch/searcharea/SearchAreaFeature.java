package io.qipan.dispatch.searcharea;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.OpenOrders;
import io.qipan.dispatch.incident.OpenSearchAreas;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;

/** Areas of search put together by hand; opens them to tests of other features. */
public record SearchAreaFeature(RpcService rpc, DeadlineHandler look) {

    public static OpenSearchAreas openSearchAreas(Surroundings around) {
        SearchAreas areas = new PostgresSearchAreas();
        return new OpenSearchAreasOfIncident(areas, new SearchAreaRecords(areas, around.journal(), around.deadlines()));
    }

    public static SearchAreaFeature onPostgres(
            Surroundings around, IncidentRecords incidents, OpenOrders orders, MeterRegistry meters) {
        SearchAreas areas = new PostgresSearchAreas();
        SearchAreaRecords records = new SearchAreaRecords(areas, around.journal(), around.deadlines());
        PutOnIncident put = new PutOnIncident(incidents, areas);
        return new SearchAreaFeature(
                new SearchAreaRpc(
                        around.unitOfWork(),
                        around.clock(),
                        new OpenSearchArea(records, areas, put, incidents, around.settings(), around.clock()),
                        new WorkSearchArea(records, put, orders, around.settings(), around.clock()),
                        new ConcludeSearchArea(records, put, incidents, around.clock()),
                        areas),
                new LookAtSearchArea(records, put, around.settings(), around.clock(), meters));
    }
}
