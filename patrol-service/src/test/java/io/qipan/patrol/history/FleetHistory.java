package io.qipan.patrol.history;

import io.qipan.patrol.position.PositionPorts;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;

/** The past of the fleet put together by hand. */
public final class FleetHistory {

    private FleetHistory() {}

    public static RpcService onPostgres(UnitOfWork unitOfWork, InstantSource clock) {
        return new FleetHistoryRpc(unitOfWork, clock, new PostgresPastUnits(), PositionPorts.days());
    }

    /** Within a unit of work: how many units there were. */
    public static int units(Instant at) {
        return new PostgresPastUnits().list(at, Page.of(100, 100, "", "")).size();
    }
}
