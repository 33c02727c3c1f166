package io.qipan.patrol.rescue;

import io.qipan.patrol.Patrol;
import io.qipan.runtime.rpc.RpcService;

/** Records of rescues put together by hand on PostgreSQL. */
public record RescueBoard(Patrol patrol) {

    public RpcService rpc() {
        Rescues rescues = new PostgresRescues();
        return new RescueRpc(
                patrol.unitOfWork(),
                patrol.clock(),
                rescues,
                new RecordRescue(rescues, patrol.units(), patrol.journal()));
    }
}
