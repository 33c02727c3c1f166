package io.qipan.dispatch.call;

import io.qipan.dispatch.Surroundings;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;

/** Calls put together by hand; opens them to tests of other features. */
public record CallFeature(CallRecords records, RpcService rpc, DeadlineHandler reminder) {

    public static CallFeature onPostgres(Surroundings around) {
        Calls calls = new PostgresCalls();
        CallRecords records = new CallRecords(calls, around.journal(), around.deadlines());
        ReceiveCall receive = new ReceiveCall(records, around.settings(), around.clock());
        return new CallFeature(
                records,
                new CallRpc(around.unitOfWork(), receive, records, calls, around.clock()),
                new RemindOfCall(records, around.settings(), around.clock()));
    }
}
