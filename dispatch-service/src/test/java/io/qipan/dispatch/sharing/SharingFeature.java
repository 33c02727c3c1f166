package io.qipan.dispatch.sharing;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.OpenShares;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;

/** Shared incidents put together by hand. */
public record SharingFeature(RpcService rpc, DeadlineHandler end) {

    public static OpenShares openShares(Surroundings around) {
        IncidentShares shares = new PostgresIncidentShares();
        return new ShowAgencies(shares, records(around, shares), around.clock());
    }

    public static SharingFeature onPostgres(Surroundings around, IncidentRecords incidents) {
        IncidentShares shares = new PostgresIncidentShares();
        ShareRecords records = records(around, shares);
        ChangeShare change = new ChangeShare(shares, records, incidents, around.clock());
        return new SharingFeature(
                new IncidentShareRpc(
                        around.unitOfWork(),
                        new ShareIncident(shares, records, incidents, around.clock()),
                        change,
                        shares,
                        incidents,
                        around.clock()),
                change);
    }

    private static ShareRecords records(Surroundings around, IncidentShares shares) {
        return new ShareRecords(shares, around.journal(), around.deadlines());
    }
}
