package io.qipan.dispatch.transfer;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallFeature;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.OpenTransfers;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import java.util.List;
import java.util.function.Function;

/** Transfers put together by hand; opens them to tests of other features. */
public record TransferFeature(RpcService rpc, List<DeadlineHandler> handlers) {

    public static Function<CallRecords, OpenTransfers> openTransfers(Surroundings around) {
        Transfers transfers = new PostgresTransfers();
        return calls -> new TransfersOfCall(
                transfers, new TransferRecords(transfers, calls, around.journal(), around.deadlines()));
    }

    public static ScopeLists scopes() {
        return new PostgresScopeLists();
    }

    public static SentUnits sentUnits() {
        return new PostgresSentUnits();
    }

    public static StoredTransfers stored() {
        return new StoredTransfers(new PostgresTransfers());
    }

    public static TransferFeature onPostgres(
            Surroundings around,
            CallFeature callFeature,
            IncidentRecords incidents,
            Partners partners,
            MeterRegistry meters) {
        CallRecords calls = callFeature.records();
        Transfers transfers = new PostgresTransfers();
        ScopeLists scopes = new PostgresScopeLists();
        TransferRecords records = new TransferRecords(transfers, calls, around.journal(), around.deadlines());
        return new TransferFeature(
                new TransferRpc(
                        around.unitOfWork(),
                        new OfferTransfer(
                                transfers,
                                records,
                                scopes,
                                new PostgresSentUnits(),
                                partners,
                                calls,
                                incidents,
                                around.clock()),
                        new AnswerTransfer(
                                records,
                                new TransfersOfCall(transfers, records),
                                calls,
                                around.settings(),
                                around.clock()),
                        new PublishScopeList(scopes, around.journal(), around.clock()),
                        transfers,
                        scopes),
                List.of(
                        new DeliverTransfer(
                                around.unitOfWork(),
                                transfers,
                                records,
                                calls,
                                callFeature.numbers(),
                                partners,
                                around.deadlines(),
                                around.clock(),
                                meters),
                        new KeepUndecided(records, around.clock(), meters),
                        new RemindOfReturn(records, scopes, around.clock()),
                        new RemindOfAnswer(transfers, records, scopes, around.clock()),
                        new DropTransfer(around.unitOfWork(), transfers, partners, around.deadlines())));
    }
}
