package io.qipan.dispatch.call;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState.Ended;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.call.model.MaskedNumber;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;

/** Calls on the wire. Also for those who are told of calls. */
public final class CallMessages {

    private CallMessages() {}

    public static io.qipan.proto.dispatch.v1.Call message(Call call) {
        io.qipan.proto.dispatch.v1.Call.Builder message = io.qipan.proto.dispatch.v1.Call.newBuilder()
                .setName(call.id().name())
                .setNumber(call.number())
                .setEtag(Etag.of(call.version()))
                .setChannel(Channel.valueOf(call.channel().name()))
                .setReceivedAt(Times.message(call.receivedAt()))
                .setAnsweredAt(Times.message(call.answeredAt()))
                .setCallerId(MaskedNumber.of(call.callerId()))
                .setDescription(call.description())
                .addAllLocations(
                        call.locations().stream().map(PlaceMessages::message).toList())
                .setOwner(call.owner())
                .setExternalReference(call.externalReference().orElse(""))
                .setDrill(call.drill())
                .setRingTold(call.ringTold())
                .setDevice(call.device().orElse(""))
                .setRecordedAt(Times.message(call.recordedAt()));
        switch (call.state()) {
            case Open open ->
                message.setState(io.qipan.proto.dispatch.v1.Call.State.OPEN)
                        .setNextDeadlineAt(Times.message(open.nextDeadlineAt()));
            case Ended ended -> {
                message.setState(io.qipan.proto.dispatch.v1.Call.State.ENDED)
                        .setOutcome(CallOutcome.valueOf(ended.outcome().name()))
                        .setRationale(ended.rationale());
                ended.incident().ifPresent(incident -> message.setIncident(incident.name()));
            }
        }
        return message.build();
    }
}
