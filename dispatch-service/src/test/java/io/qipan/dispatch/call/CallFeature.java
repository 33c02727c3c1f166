package io.qipan.dispatch.call;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.classification.ClassificationFeature;
import io.qipan.dispatch.incident.IncidentFeature;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.TestKeys;
import java.util.function.Function;

/** Calls put together by hand; opens them to tests of other features. */
public record CallFeature(
        CallRecords records,
        HandOverCall handOver,
        CallerNumbers numbers,
        ReceiveCall receive,
        RpcService rpc,
        DeadlineHandler reminder) {

    public static CallFeature onPostgres(
            Surroundings around, Function<CallRecords, OpenTransfers> transfersOf, EndedCalls ended) {
        Calls calls = new PostgresCalls();
        CallRecords records = new CallRecords(calls, around.journal(), around.deadlines());
        OpenTransfers transfers = transfersOf.apply(records);
        CallerNumbers numbers = new PostgresCallerNumbers(TestKeys.personal());
        ReceiveCall receive = new ReceiveCall(records, numbers, around.settings(), around.clock());
        ShowCaller show = new ShowCaller(records, numbers, around.clock());
        return new CallFeature(
                records,
                new HandOverCall(records, transfers),
                numbers,
                receive,
                new CallRpc(
                        around.unitOfWork(),
                        receive,
                        new EndCall(
                                records,
                                transfers,
                                ended,
                                ClassificationFeature.callInterviews(around, IncidentFeature.types(around)),
                                around.clock()),
                        show,
                        records,
                        calls,
                        around.clock()),
                new RemindOfCall(records, around.settings(), around.clock()));
    }
}
