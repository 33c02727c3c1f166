package io.qipan.dispatch.supervision;

import io.qipan.dispatch.Surroundings;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;

/** Supervision orders put together by hand. */
public record SupervisionFeature(RpcService rpc, DeadlineHandler reminder) {

    public static SupervisionFeature onPostgres(Surroundings around) {
        SupervisionOrders orders = new PostgresSupervisionOrders();
        SupervisionRecords records = new SupervisionRecords(orders, around.journal(), around.deadlines());
        return new SupervisionFeature(
                new SupervisionRpc(
                        around.unitOfWork(),
                        new IssueSupervision(orders, records, around.settings(), around.clock()),
                        new WorkSupervision(records, around.settings(), around.clock()),
                        orders),
                new RemindOfSupervision(records, around.settings(), around.clock()));
    }
}
