package io.qipan.dispatch.referral;

import io.qipan.dispatch.call.ReceiveCall;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Matter;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Makes the call that a matter from elsewhere is worked as. Inside a unit of work only. */
@Singleton
class MakeCall {
    private final ReceiveCall receiveCall;
    private final ReferredNumbers numbers;

    MakeCall(ReceiveCall receiveCall, ReferredNumbers numbers) {
        this.receiveCall = receiveCall;
        this.numbers = numbers;
    }

    /**
     * Of one that is being offered.
     *
     * @param number who called; may be empty
     */
    CallId now(ReferralId id, Matter matter, String number, Instant offeredAt) {
        return make(id, matter, number, offeredAt, Referral.DESK);
    }

    /** Of a locked one that was offered before. It has its call already, or becomes one that {@code owner} answers for. */
    CallId of(Referral referral, String owner) {
        return referral.call()
                .orElseGet(() -> make(
                        referral.id(),
                        referral.matter(),
                        numbers.take(referral.id()).orElse(""),
                        referral.clock().offeredAt(),
                        owner));
    }

    /**
     * Of a locked one that was offered before and has no call, because there is danger: of what was told before and now.
     *
     * @param number who called; empty: as was told before
     */
    CallId of(Referral referral, String told, List<Location> places, String number) {
        if (!number.isEmpty()) {
            numbers.forget(referral.id());
        }
        return make(
                referral.id(),
                referral.matter().and(told, places),
                number.isEmpty() ? numbers.take(referral.id()).orElse("") : number,
                referral.clock().offeredAt(),
                Referral.DESK);
    }

    private CallId make(ReferralId id, Matter matter, String number, Instant offeredAt, String owner) {
        CreateCallRequest.Builder request = CreateCallRequest.newBuilder()
                .setChannel(Channel.valueOf(matter.channel().name()))
                .setReceivedAt(Times.message(offeredAt))
                .setCallerId(number)
                .setDescription(matter.text())
                .setExternalReference(matter.externalReference())
                .setDrill(matter.drill());
        matter.locations()
                .forEach(location ->
                        request.addLocations(PlaceMessages.message(location).getGiven()));
        try {
            return receiveCall
                    .receiveFor(request.build(), matter.agency(), owner, matter.callerId())
                    .id();
        } catch (RefusedException e) {
            if (e.refusal().reason() != Reason.ALREADY_EXISTS) {
                throw e;
            }
            // Somebody gave a call that key before. Whoever it was must not get hold of this matter by that.
            return receiveCall
                    .receiveFor(
                            request.setExternalReference(id.name()).build(), matter.agency(), owner, matter.callerId())
                    .id();
        }
    }
}
