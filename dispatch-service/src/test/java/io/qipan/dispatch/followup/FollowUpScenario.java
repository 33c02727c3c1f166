package io.qipan.dispatch.followup;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.FollowUp;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListFollowUpsRequest;
import io.qipan.proto.dispatch.v1.MessageGatewayServiceGrpc;
import io.qipan.proto.dispatch.v1.MessageGatewayServiceGrpc.MessageGatewayServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ReportAnswerRequest;
import io.qipan.proto.dispatch.v1.ReportAnswerResponse;
import io.qipan.proto.dispatch.v1.ReportReceiptRequest;
import io.qipan.proto.dispatch.v1.ReportReceiptResponse;
import io.qipan.runtime.caller.Role;
import java.time.Duration;
import java.util.List;

/** Incidents that have ended, and a gateway that does as the test says. */
abstract class FollowUpScenario extends DispatchScenario {
    protected static final Duration AFTER = Duration.ofHours(2);
    protected static final Duration ANSWER_WITHIN = Duration.ofHours(72);
    protected static final Duration CALL_BACK_WITHIN = Duration.ofHours(24);

    protected final FakeMessages messages = dispatch.messages();

    protected MessageGatewayServiceBlockingStub gateway() {
        return MessageGatewayServiceGrpc.newBlockingStub(harness.channelOf("sms", Role.GATEWAY));
    }

    /** Told by this call. */
    protected Incident ended(CreateCallRequest.Builder request, String type) {
        Call call = desk().take(request);
        return desk().end(desk().open(anIncidentOf(call, type)));
    }

    /** Told by one caller whose number is known, and not a danger to life. */
    protected Incident ended() {
        return ended(aCall(), "traffic_collision");
    }

    protected List<FollowUp> followUpsOf(Incident incident) {
        return desk().followUps
                .listFollowUps(ListFollowUpsRequest.newBuilder()
                        .setOptionalIncident(incident.getName())
                        .build())
                .getFollowUpsList();
    }

    /** Whose message the gateway has. */
    protected FollowUp asked() {
        messages.isSetUp = true;
        Incident incident = ended();
        pass(AFTER);
        return followUpsOf(incident).getFirst();
    }

    /** A person has to call. */
    protected FollowUp toCall() {
        Incident incident = ended();
        pass(AFTER);
        return followUpsOf(incident).getFirst();
    }

    protected FollowUp now(FollowUp followUp) {
        return followUpsOf(Incident.newBuilder().setName(followUp.getIncident()).build())
                .getFirst();
    }

    protected static String messageId(FollowUp followUp) {
        return followUp.getName().substring("followUps/".length());
    }

    protected ReportAnswerResponse answer(FollowUp followUp, String text) {
        return gateway()
                .reportAnswer(ReportAnswerRequest.newBuilder()
                        .setRequestId(newId())
                        .setMessageId(messageId(followUp))
                        .setText(text)
                        .build());
    }

    protected ReportReceiptResponse receipt(FollowUp followUp, boolean delivered) {
        return gateway()
                .reportReceipt(ReportReceiptRequest.newBuilder()
                        .setRequestId(newId())
                        .setMessageId(messageId(followUp))
                        .setDelivered(delivered)
                        .setReason(delivered ? "" : "switched off")
                        .build());
    }
}
