package io.qipan.patrol.rescue;

import io.grpc.BindableService;
import io.qipan.patrol.Patrol;

/** Records of rescues put together by hand on PostgreSQL. */
public record RescueBoard(Patrol patrol) {

    public BindableService rpc() {
        Rescues rescues = new PostgresRescues();
        return new RescueRpc(
                patrol.unitOfWork(),
                patrol.clock(),
                rescues,
                new RecordRescue(rescues, patrol.units(), patrol.journal()));
    }
}
