package io.qipan.dispatch.forcedplace;

import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.forcedplace.model.ForcedPlace;
import io.qipan.dispatch.forcedplace.model.ForcedPlace.Subject.OfCall;
import io.qipan.dispatch.forcedplace.model.ForcedPlace.Subject.OfIncident;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Outcome;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.proto.dispatch.v1.SettleForcedPlaceRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Ends the follow-up of a place that somebody has confirmed or corrected; nobody is told any more to mind it. */
@Singleton
class SettleForcedPlace {
    private final ForcedPlaces places;
    private final ForcedPlaceRecords records;
    private final CallRecords calls;
    private final IncidentRecords incidents;
    private final InstantSource clock;

    SettleForcedPlace(
            ForcedPlaces places,
            ForcedPlaceRecords records,
            CallRecords calls,
            IncidentRecords incidents,
            InstantSource clock) {
        this.places = places;
        this.records = records;
        this.calls = calls;
        this.incidents = incidents;
        this.clock = clock;
    }

    ForcedPlace settle(SettleForcedPlaceRequest request, Caller caller) {
        Instant now = Times.now(clock);
        ForcedPlaceId id = ForcedPlaceId.parse(request.getName());
        Optional<Incident> held = places.find(id).flatMap(this::holder);
        ForcedPlace settled = records.lock(id, request.getEtag())
                .settle(Outcome.valueOf(request.getOutcome().name()), now, caller.subject(), request.getRationale())
                .orRefuse();
        records.change(settled, "place.settled", now, request.getRationale());
        held.filter(incident -> incident.unverified().contains(id))
                .ifPresent(incident ->
                        incidents.change(incident.placeSettled(id), "incident.place_settled", now, id.name()));
        return settled;
    }

    /** The incident that it is held to for, locked before the place like everywhere. */
    private Optional<Incident> holder(ForcedPlace place) {
        return switch (place.subject()) {
            case OfIncident(IncidentId id) -> Optional.of(incidents.lock(id));
            case OfCall(CallId id) -> holder(id);
        };
    }

    /**
     * Whoever opens an incident from the call, attaches or detaches it holds the call, and reads its places. A call
     * that has an incident is locked behind it; with one that got another meanwhile it may be a lost race, to be tried
     * again.
     */
    private Optional<Incident> holder(CallId id) {
        Optional<IncidentId> before = calls.get(id).incident();
        Optional<Incident> incident = before.map(incidents::lock);
        Call call = calls.lock(id);
        return call.incident().equals(before) ? incident : call.incident().map(incidents::lock);
    }
}
