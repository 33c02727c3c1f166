package io.qipan.dispatch.call;

import io.qipan.dispatch.Surroundings;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.TestKeys;

/** Calls put together by hand; opens them to tests of other features. */
public record CallFeature(
        CallRecords records, CallerNumbers numbers, ReceiveCall receive, RpcService rpc, DeadlineHandler reminder) {

    public static CallFeature onPostgres(Surroundings around, OpenTransfers transfers, EndedCalls ended) {
        Calls calls = new PostgresCalls();
        CallRecords records = new CallRecords(calls, around.journal(), around.deadlines());
        CallerNumbers numbers = new PostgresCallerNumbers(TestKeys.personal());
        ReceiveCall receive = new ReceiveCall(records, numbers, around.settings(), around.clock());
        ShowCaller show = new ShowCaller(records, numbers, around.clock());
        return new CallFeature(
                records,
                numbers,
                receive,
                new CallRpc(
                        around.unitOfWork(),
                        receive,
                        new EndCall(records, transfers, ended, around.clock()),
                        show,
                        records,
                        calls,
                        around.clock()),
                new RemindOfCall(records, around.settings(), around.clock()));
    }
}
