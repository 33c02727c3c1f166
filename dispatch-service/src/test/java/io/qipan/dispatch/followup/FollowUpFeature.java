package io.qipan.dispatch.followup;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallFeature;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import java.util.List;

/** Follow-ups put together by hand; opens them to tests of other features. */
public record FollowUpFeature(
        FollowUpRecords records, RpcService rpc, RpcService gatewayRpc, List<DeadlineHandler> handlers) {

    public static FollowUpFeature onPostgres(
            Surroundings around,
            CallFeature calls,
            IncidentRecords incidents,
            Messages messages,
            MeterRegistry meters) {
        FollowUps followUps = new PostgresFollowUps();
        FollowUpRecords records = new FollowUpRecords(followUps, around.journal(), around.deadlines());
        AnswerFollowUp answer = new AnswerFollowUp(records, around.settings(), around.clock());
        return new FollowUpFeature(
                records,
                new FollowUpRpc(around.unitOfWork(), answer, records, followUps),
                new MessageGatewayRpc(around.unitOfWork(), answer),
                List.of(
                        new OpenFollowUp(
                                records,
                                incidents,
                                calls.records(),
                                calls.numbers(),
                                messages,
                                around.settings(),
                                around.clock()),
                        new SendMessage(
                                around.unitOfWork(),
                                records,
                                incidents,
                                calls.numbers(),
                                messages,
                                around.deadlines(),
                                around.settings(),
                                around.clock(),
                                meters),
                        new LookAfterFollowUp(records, around.settings(), around.clock(), meters)));
    }
}
