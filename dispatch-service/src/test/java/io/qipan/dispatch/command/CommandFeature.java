package io.qipan.dispatch.command;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;

/** Command orders put together by hand; opens them to tests of other features. */
public record CommandFeature(RpcService rpc, DeadlineHandler handler, Runnable followCrews) {

    public static StoredCommands stored() {
        return new StoredCommands(new PostgresCommandOrders(), new PostgresCommandNotices());
    }

    public static CommandFeature onPostgres(Surroundings around, IncidentRecords incidents, Crews crews) {
        CommandOrders orders = new PostgresCommandOrders();
        CommandNotices notices = new PostgresCommandNotices();
        CommandRecords records = new CommandRecords(orders, notices, around.journal(), around.deadlines());
        SettleCommand settle = new SettleCommand(notices, records, around.settings(), around.clock());
        return new CommandFeature(
                new CommandOrderRpc(
                        around.unitOfWork(),
                        orders,
                        notices,
                        records,
                        new IssueCommand(records, new PostgresRecipients(), incidents, around.clock()),
                        new WithdrawCommand(records, notices, around.clock()),
                        new AnswerCommand(records, around.clock()),
                        new Completion(around.unitOfWork(), notices, records, settle),
                        around.clock()),
                new LookAfterCommand(records, notices, settle, around.clock()),
                new FollowCrews(around.unitOfWork(), crews, notices, records, settle, around.clock())::follow);
    }
}
