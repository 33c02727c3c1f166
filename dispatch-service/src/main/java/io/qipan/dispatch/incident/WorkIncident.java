package io.qipan.dispatch.incident;

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
import io.qipan.proto.dispatch.v1.AddIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.AttachCallRequest;
import io.qipan.proto.dispatch.v1.ChooseIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.MonitorIncidentRequest;
import io.qipan.proto.dispatch.v1.QueueIncidentRequest;
import io.qipan.proto.dispatch.v1.TakeOverIncidentRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The steps of an open incident: each loads it, decides, saves and tells. See beside it what may take two people. */
@Singleton
class WorkIncident {
    private final IncidentRecords records;
    private final CallRecords calls;
    private final HandOverCall handOverCall;
    private final Interviews interviews;
    private final OpenOrders orders;
    private final OpenSearchAreas searchAreas;
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkIncident(
            IncidentRecords records,
            CallRecords calls,
            HandOverCall handOverCall,
            Interviews interviews,
            OpenOrders orders,
            OpenSearchAreas searchAreas,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.calls = calls;
        this.handOverCall = handOverCall;
        this.interviews = interviews;
        this.orders = orders;
        this.searchAreas = searchAreas;
        this.settings = settings;
        this.clock = clock;
    }

    Incident attach(AttachCallRequest request, Caller caller) {
        Incident incident = request.getEtag().isEmpty()
                ? records.lock(IncidentId.parse(request.getName()))
                : lock(request.getName(), request.getEtag());
        Call call = calls.lock(CallId.parse(request.getCall()));
        Incident next = incident.attach(call.id(), call.drill()).orRefuse().holdingTo(records.unverified(call.id()));
        handOverCall.handOver(call, incident.id(), CallOutcome.ATTACHED_TO_INCIDENT, now());
        Incident attached = records.change(next, "incident.call_attached", now(), "");
        if (request.hasInterview()) {
            interviews.keep(
                    Occasion.of(attached, Optional.of(call.id()), Step.CALL_ATTACHED),
                    request.getInterview(),
                    caller.subject());
        }
        return attached;
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

    /** The incident as it is, for whom may see it. */
    Incident read(IncidentId id, Caller caller) {
        Incident incident = records.get(id);
        boolean onlyUnit = !caller.hasAny(
                Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER, Role.ECOLOGY_OFFICER, Role.ENGINEER, Role.SERVICE);
        if (onlyUnit && caller.unit().filter(unit -> orders.hadAny(id, unit)).isEmpty()) {
            String unit = caller.unit().orElse("no unit");
            throw Refusal.of(
                            Reason.ACCESS_DENIED,
                            caller.subject() + " speaks for " + unit + ", which was never ordered to " + id.name()
                                    + ". Ask the desk.")
                    .with("unit", unit)
                    .asException();
        }
        return incident;
    }

    Incident choose(ChooseIncidentLocationRequest request, Caller caller) {
        Incident incident = lock(request.getName(), request.getEtag());
        Incident next = incident.choose(request.getLocationId()).orRefuse();
        return records.changePlace(next, "incident.location_chosen", now(), "", caller.subject());
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

    private Incident lock(String name, String etag) {
        return records.lock(IncidentId.parse(name), etag);
    }

    private Instant now() {
        return Times.now(clock);
    }
}
