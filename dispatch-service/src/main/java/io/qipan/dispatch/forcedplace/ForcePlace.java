package io.qipan.dispatch.forcedplace;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.forcedplace.model.ForcedPlace;
import io.qipan.dispatch.forcedplace.model.ForcedPlace.Subject;
import io.qipan.dispatch.forcedplace.model.ForcedPlace.Subject.OfCall;
import io.qipan.dispatch.forcedplace.model.ForcedPlace.Subject.OfIncident;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Unverified;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.proto.dispatch.v1.ForcePlaceRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Lets work go by a place that nothing confirms, and has it followed up. */
@Singleton
class ForcePlace {
    private final ForcedPlaceRecords records;
    private final CallRecords calls;
    private final IncidentRecords incidents;
    private final DispatchSettings settings;
    private final InstantSource clock;

    ForcePlace(
            ForcedPlaceRecords records,
            CallRecords calls,
            IncidentRecords incidents,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.calls = calls;
        this.incidents = incidents;
        this.settings = settings;
        this.clock = clock;
    }

    /** What was forced, and the version of its subject after it. */
    record Forced(ForcedPlace place, long subjectVersion) {}

    Forced force(ForcePlaceRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Location location = PlaceMessages.location(request.getLocation(), caller.subject(), now);
        if (request.getSubject().startsWith("calls/")) {
            CallId id = CallId.parse(request.getSubject());
            Call located = calls.lock(id, request.getEtag()).locate(location).orRefuse();
            calls.change(located, "call.located", now, request.getReason());
            Location last = located.locations().getLast();
            ForcedPlace place = place(newId(), request, new OfCall(id), last, located.drill(), caller, now);
            return new Forced(records.add(place), located.version());
        }
        IncidentId id = IncidentId.parse(request.getSubject());
        ForcedPlaceId placeId = newId();
        Incident located = incidents
                .lock(id, request.getEtag())
                .locate(location, location.shape().isPresent())
                .orRefuse()
                .holdingTo(List.of(placeId));
        incidents.changePlace(located, "incident.located", now, request.getReason(), caller.subject());
        Location last = located.locations().getLast();
        ForcedPlace place = place(placeId, request, new OfIncident(id), last, located.drill(), caller, now);
        return new Forced(records.add(place), located.version());
    }

    private static ForcedPlaceId newId() {
        return new ForcedPlaceId(UuidCreator.getTimeOrderedEpoch());
    }

    private ForcedPlace place(
            ForcedPlaceId id,
            ForcePlaceRequest request,
            Subject subject,
            Location location,
            boolean drill,
            Caller caller,
            Instant now) {
        return new ForcedPlace(
                id,
                1,
                new Unverified(now.plus(settings.verifyPlace()), 0),
                subject,
                location.id(),
                location.text(),
                request.getReason(),
                caller.subject(),
                now,
                drill);
    }
}
