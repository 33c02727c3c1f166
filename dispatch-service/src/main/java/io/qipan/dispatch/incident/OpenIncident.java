package io.qipan.dispatch.incident;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.HandOverCall;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.Interviews.Occasion;
import io.qipan.dispatch.incident.Interviews.Step;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState.New;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens an incident, from a call or without one. */
@Singleton
class OpenIncident {
    /** Owns what another service opens, until a person takes it over. */
    private static final String DESK = "desk:dispatch";

    private final Incidents incidents;
    private final IncidentRecords records;
    private final CallRecords calls;
    private final HandOverCall handOverCall;
    private final Interviews interviews;
    private final Deadlines deadlines;
    private final DispatchSettings settings;
    private final InstantSource clock;

    OpenIncident(
            Incidents incidents,
            IncidentRecords records,
            CallRecords calls,
            HandOverCall handOverCall,
            Interviews interviews,
            Deadlines deadlines,
            DispatchSettings settings,
            InstantSource clock) {
        this.incidents = incidents;
        this.records = records;
        this.calls = calls;
        this.handOverCall = handOverCall;
        this.interviews = interviews;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    Incident open(OpenIncidentRequest request, Caller caller) {
        Optional<String> clue = clue(request);
        return clue.flatMap(incidents::findByClue).orElseGet(() -> opened(request, caller, clue));
    }

    private static Optional<String> clue(OpenIncidentRequest request) {
        return Optional.of(request.getOptionalClue()).filter(name -> !name.isEmpty());
    }

    private Incident opened(OpenIncidentRequest request, Caller caller, Optional<String> clue) {
        Instant now = Times.now(clock);
        IncidentType type = incidents
                .findType(request.getType())
                .orElseThrow(() ->
                        Refusal.notFound("incidentTypes/" + request.getType()).asException());
        Optional<Call> call = Optional.of(request.getOptionalCall())
                .filter(name -> !name.isEmpty())
                .map(name -> calls.lock(CallId.parse(name), request.getOptionalCallEtag()));
        Incident incident = records.add(Incident.opened(draft(request, caller, type, call, clue, now)));
        // The call points to the incident, so the incident's row comes first.
        call.ifPresent(c -> handOverCall.handOver(c, incident.id(), CallOutcome.INCIDENT_OPENED, now));
        if (request.hasInterview()) {
            interviews.keep(
                    Occasion.of(incident, call.map(Call::id), Step.OPENED), request.getInterview(), caller.subject());
        }
        if (type.ecologicalActivity().isPresent()) {
            deadlines.set(OpenCaseOfIncident.KIND, incident.id().name(), now);
        }
        return incident;
    }

    private Incident draft(
            OpenIncidentRequest request,
            Caller caller,
            IncidentType type,
            Optional<Call> call,
            Optional<String> clue,
            Instant now) {
        Instant opened = Times.occurred(request.hasOpenedAt(), request.getOpenedAt(), now);
        Stream<Location> told = call.stream().flatMap(c -> c.locations().stream());
        Stream<Location> added =
                request.getLocationsList().stream().map(input -> PlaceMessages.location(input, caller.subject(), now));
        return new Incident(
                new IncidentId(UuidCreator.getTimeOrderedEpoch()),
                "",
                1,
                new New(now.plus(settings.attendIncident())),
                type.code(),
                priority(request, type),
                request.getSummary().isEmpty() ? call.map(Call::description).orElse("") : request.getSummary(),
                Stream.concat(told, added).toList(),
                call.map(Call::id).map(List::of).orElse(List.of()),
                caller.hasAny(Role.SERVICE) ? DESK : caller.subject(),
                opened,
                request.hasActAt() ? Times.occurred(true, request.getActAt(), now) : opened,
                call.map(Call::drill).orElse(request.getDrill()),
                now,
                clue,
                call.map(c -> records.unverified(c.id())).orElse(List.of()));
    }

    private static Priority priority(OpenIncidentRequest request, IncidentType type) {
        return switch (request.getOptionalPriority()) {
            case PRIORITY_UNSPECIFIED, UNRECOGNIZED -> type.defaultPriority();
            case P1, P2, P3, P4 ->
                Priority.valueOf(request.getOptionalPriority().name());
        };
    }
}
