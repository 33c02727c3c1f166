package io.qipan.dispatch.call;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.call.model.Channel;
import io.qipan.dispatch.call.model.MaskedNumber;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Stores a new call. */
@Singleton
public class ReceiveCall {
    /** Owns what another agency or service tells: neither can work it. */
    private static final String DESK = "desk:intake";

    private final CallRecords records;
    private final CallerNumbers numbers;
    private final DispatchSettings settings;
    private final InstantSource clock;

    ReceiveCall(CallRecords records, CallerNumbers numbers, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.numbers = numbers;
        this.settings = settings;
        this.clock = clock;
    }

    Call receive(CreateCallRequest request, Caller caller) {
        boolean atTheDesk = caller.hasAny(Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER);
        return receive(request, caller.subject(), atTheDesk ? caller.subject() : DESK, "");
    }

    /** One that this service has fetched from another, by its name. */
    public Call receiveFrom(CreateCallRequest request, String service) {
        return receive(request, service, DESK, "");
    }

    /**
     * One that another organisation has handed to us, {@code by} its name, and that somebody here answers for.
     *
     * @param mask of who called, for a number that is not in the request because it cannot be read; may be empty
     */
    public Call receiveFor(CreateCallRequest request, String by, String owner, String mask) {
        return receive(request, by, owner, mask);
    }

    private Call receive(CreateCallRequest request, String by, String owner, String mask) {
        Instant now = Times.now(clock);
        Instant received = Times.occurred(request.hasReceivedAt(), request.getReceivedAt(), now);
        Instant answered = request.hasAnsweredAt() ? Times.occurred(true, request.getAnsweredAt(), now) : received;
        List<Location> locations = request.getLocationsList().stream()
                .map(input -> PlaceMessages.location(input, by, now))
                .toList();
        Call draft = new Call(
                new CallId(UuidCreator.getTimeOrderedEpoch()),
                "",
                1,
                new Open(now.plus(settings.decideCall())),
                Channel.valueOf(request.getChannel().name()),
                received,
                answered,
                request.hasReceivedAt() && request.hasAnsweredAt(),
                request.getCallerId().isEmpty() ? mask : MaskedNumber.of(request.getCallerId()),
                request.getDescription(),
                locations,
                owner,
                Optional.of(request.getExternalReference()).filter(reference -> !reference.isEmpty()),
                request.getDrill(),
                now,
                Optional.of(request.getDevice()).filter(device -> !device.isEmpty()));
        Call call = records.add(Call.received(draft).orRefuse());
        if (!request.getCallerId().isEmpty()) {
            numbers.keep(call.id(), request.getCallerId());
        }
        return call;
    }
}
