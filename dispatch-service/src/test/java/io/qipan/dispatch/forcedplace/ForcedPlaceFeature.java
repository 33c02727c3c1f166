package io.qipan.dispatch.forcedplace;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;

/** Forced places put together by hand. */
public record ForcedPlaceFeature(RpcService rpc, DeadlineHandler reminder) {

    public static ForcedPlaceFeature onPostgres(Surroundings around, CallRecords calls, IncidentRecords incidents) {
        ForcedPlaces places = new PostgresForcedPlaces();
        ForcedPlaceRecords records = new ForcedPlaceRecords(places, around.journal(), around.deadlines());
        return new ForcedPlaceFeature(
                new ForcedPlaceRpc(
                        around.unitOfWork(),
                        places,
                        new ForcePlace(records, calls, incidents, around.settings(), around.clock()),
                        new SettleForcedPlace(places, records, calls, incidents, around.clock())),
                new RemindOfForcedPlace(records, calls, incidents, around.settings(), around.clock()));
    }
}
