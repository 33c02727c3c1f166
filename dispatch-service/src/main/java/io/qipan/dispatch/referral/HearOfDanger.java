package io.qipan.dispatch.referral;

import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState.Ended;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.proto.dispatch.v1.OfferReferralRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.PlaceMessages;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes in that there is danger in a matter that was offered without, or that its agency wants back. */
@Singleton
class HearOfDanger {
    private final ReferralRecords records;
    private final MakeCall makeCall;
    private final FindResult findResult;
    private final CallRecords calls;
    private final IncidentRecords incidents;

    HearOfDanger(
            ReferralRecords records,
            MakeCall makeCall,
            FindResult findResult,
            CallRecords calls,
            IncidentRecords incidents) {
        this.records = records;
        this.makeCall = makeCall;
        this.findResult = findResult;
        this.calls = calls;
        this.incidents = incidents;
    }

    /** Of a locked one. */
    Referral hear(Referral known, OfferReferralRequest request, Caller caller, Instant now) {
        Optional<Call> call = known.call().map(this::hold);
        Referral open = known.endangerable(call.flatMap(worked -> findResult.of(worked, now)))
                .orRefuse();
        List<Location> places = request.getLocationsList().stream()
                .map(input -> PlaceMessages.location(input, caller.subject(), now))
                .toList();
        CallId worked = call.map(held -> locate(held, places, now))
                .orElseGet(() -> makeCall.of(open, request.getText(), places, request.getCallerId()));
        return records.change(
                open.endanger(worked, now).orRefuse(),
                "referral.endangered",
                now,
                known.matter().agency() + " tells of danger now: " + request.getText());
    }

    /**
     * What the call is worked as does not end while danger is being told of it. An incident is locked before its calls
     * are, and a call that has ended changes no more while its incident is held.
     */
    private Call hold(CallId id) {
        Call call = calls.get(id);
        if (!(call.state() instanceof Ended ended)) {
            Call locked = calls.lock(id);
            if (locked.state() instanceof Ended) {
                // Its incident would have to be locked before it.
                throw Refusal.of(Reason.CONCURRENT_CHANGE, "Another change of " + id.name() + " came first. Try again.")
                        .asException();
            }
            return locked;
        }
        ended.incident().ifPresent(incident -> {
            Incident ignored = incidents.lock(worked(incident).id());
        });
        // It may have been taken out of that incident before this was held.
        return calls.get(id).state().equals(call.state()) ? call : hold(id);
    }

    private Incident worked(IncidentId id) {
        return incidents.upToRoot(id).getLast();
    }

    private CallId locate(Call call, List<Location> places, Instant now) {
        call.incident()
                .ifPresentOrElse(
                        incident -> locateIncident(worked(incident), places, now), () -> locateCall(call, places, now));
        return call.id();
    }

    /** One that is full of places takes no more; danger is not refused for that. */
    private void locateCall(Call call, List<Location> places, Instant now) {
        Call located = call;
        for (Location place : places) {
            if (located.locate(place) instanceof Granted<Call>(Call next)) {
                located = next;
            }
        }
        if (located.version() != call.version()) {
            calls.change(located, "call.located", now, "");
        }
    }

    private void locateIncident(Incident incident, List<Location> places, Instant now) {
        Incident located = incident;
        for (Location place : places) {
            if (located.locate(place, false) instanceof Granted<Incident>(Incident next)) {
                located = next;
            }
        }
        if (located.version() != incident.version()) {
            Incident ignored = incidents.change(located, "incident.located", now, "");
        }
    }
}
