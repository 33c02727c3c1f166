package io.qipan.dispatch.incident;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentOutcome;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.proto.dispatch.v1.AddIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.AttachCallRequest;
import io.qipan.proto.dispatch.v1.ChooseIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.MonitorIncidentRequest;
import io.qipan.proto.dispatch.v1.QueueIncidentRequest;
import io.qipan.proto.dispatch.v1.ReclassifyIncidentRequest;
import io.qipan.proto.dispatch.v1.TakeOverIncidentRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** The steps of an open incident: each loads it, decides, saves and tells. */
@Singleton
class WorkIncident {
    private final Incidents incidents;
    private final IncidentRecords records;
    private final CallRecords calls;
    private final OpenOrders orders;
    private final OpenSearches searches;
    private final OpenSearchAreas searchAreas;
    private final Deadlines deadlines;
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkIncident(
            Incidents incidents,
            IncidentRecords records,
            CallRecords calls,
            OpenOrders orders,
            OpenSearches searches,
            OpenSearchAreas searchAreas,
            Deadlines deadlines,
            DispatchSettings settings,
            InstantSource clock) {
        this.incidents = incidents;
        this.records = records;
        this.calls = calls;
        this.orders = orders;
        this.searches = searches;
        this.searchAreas = searchAreas;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    Incident attach(AttachCallRequest request) {
        Incident incident = lock(request.getName(), request.getEtag());
        CallId call = CallId.parse(request.getCall());
        Incident next = incident.attach(call).orRefuse();
        calls.change(
                calls.lock(call)
                        .handOver(incident.id(), CallOutcome.ATTACHED_TO_INCIDENT)
                        .orRefuse(),
                "call.ended",
                now(),
                "");
        return records.change(next, "incident.call_attached", now(), "");
    }

    Incident locate(AddIncidentLocationRequest request, Caller caller) {
        Incident incident = lock(request.getName(), request.getEtag());
        refuseStranger(caller, incident.id());
        Incident next = incident.locate(
                        PlaceMessages.location(request.getLocation(), caller.subject(), now()), request.getChoose())
                .orRefuse();
        return request.getChoose()
                ? records.changePlace(next, "incident.located", now(), "", caller.subject())
                : records.change(next, "incident.located", now(), "");
    }

    /** A crew knows about the places that it is sent to. */
    private void refuseStranger(Caller caller, IncidentId incident) {
        boolean onlyUnit = !caller.hasAny(Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER);
        if (onlyUnit && caller.unit().filter(unit -> orders.has(incident, unit)).isEmpty()) {
            String unit = caller.unit().orElse("no unit");
            throw Refusal.of(
                            Reason.ACCESS_DENIED,
                            caller.subject() + " speaks for " + unit + ", which has no open order for "
                                    + incident.name() + ". Have the desk add the location.")
                    .with("unit", unit)
                    .asException();
        }
    }

    Incident choose(ChooseIncidentLocationRequest request, Caller caller) {
        Incident incident = lock(request.getName(), request.getEtag());
        Incident next = incident.choose(request.getLocationId()).orRefuse();
        return records.changePlace(next, "incident.location_chosen", now(), "", caller.subject());
    }

    Incident reclassify(ReclassifyIncidentRequest request) {
        Incident incident = lock(request.getName(), request.getEtag());
        IncidentType type = incidents
                .findType(request.getType())
                .orElseThrow(() ->
                        Refusal.notFound("incidentTypes/" + request.getType()).asException());
        Incident next = incident.reclassify(
                        type.code(), Priority.valueOf(request.getPriority().name()))
                .orRefuse();
        if (!type.code().equals(incident.type())) {
            openCaseIfEcological(incident.id(), type);
        }
        return records.change(next, "incident.reclassified", now(), request.getReason());
    }

    private void openCaseIfEcological(IncidentId id, IncidentType type) {
        if (type.ecologicalActivity().isPresent()) {
            deadlines.set(OpenCaseOfIncident.KIND, id.name(), now());
        } else {
            deadlines.lift(OpenCaseOfIncident.KIND, id.name());
        }
    }

    Incident takeOver(TakeOverIncidentRequest request, Caller caller) {
        Incident incident = lock(request.getName(), request.getEtag());
        Incident next = incident.takeOver(caller.subject()).orRefuse();
        orders.takeOver(incident.id(), caller.subject(), now());
        searchAreas.takeOver(incident.id(), caller.subject(), now());
        return records.change(next, "incident.taken_over", now(), "");
    }

    Incident queue(QueueIncidentRequest request) {
        Incident incident = lock(request.getName(), request.getEtag());
        Incident next = incident.queue(now().plus(settings.attendIncident())).orRefuse();
        return records.change(next, "incident.queued", now(), "");
    }

    Incident monitor(MonitorIncidentRequest request) {
        Incident incident = lock(request.getName(), request.getEtag());
        Incident next = incident.monitor(orders.countOf(incident.id()), now().plus(settings.checkMonitoredIncident()))
                .orRefuse();
        return records.change(next, "incident.monitored", now(), request.getReason());
    }

    Incident end(EndIncidentRequest request, Caller caller) {
        Incident incident = lock(request.getName(), request.getEtag());
        Instant endedAt = request.hasEndedAt()
                ? Times.occurred(true, request.getEndedAt(), now())
                : latest(now(), incident.openedAt());
        Incident next = incident.end(
                        IncidentOutcome.valueOf(request.getOutcome().name()),
                        request.getRationale(),
                        endedAt,
                        orders.countOf(incident.id()))
                .orRefuse();
        refuseWhileSearched(incident.id());
        if (!next.drill() && !next.calls().isEmpty()) {
            deadlines.set(IncidentRecords.FOLLOW_UP, next.id().name(), now().plus(settings.followUpAfter()));
        }
        searchAreas.end(next.id(), caller.subject(), now());
        return records.change(next, "incident.ended", endedAt, request.getRationale());
    }

    /** Somebody is missing: the incident is not over. A search that goes on elsewhere is closed as handed on. */
    private void refuseWhileSearched(IncidentId incident) {
        searches.of(incident).ifPresent(search -> {
            throw Refusal.of(
                            Reason.SEARCH_OPEN,
                            incident.name() + " cannot end while " + search
                                    + " is open for it. Close the search first; if somebody else goes on with it, as"
                                    + " handed on.")
                    .with("resource", incident.name())
                    .with("search", search)
                    .asException();
        });
    }

    /** The clock of the one who opened it may be a little ahead of ours. */
    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Incident lock(String name, String etag) {
        return records.lock(IncidentId.parse(name), etag);
    }

    private Instant now() {
        return Times.now(clock);
    }
}
