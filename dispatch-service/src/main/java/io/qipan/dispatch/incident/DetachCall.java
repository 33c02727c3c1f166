package io.qipan.dispatch.incident;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.proto.dispatch.v1.DetachCallRequest;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Takes a call out of the incident that it was attached to by mistake. */
@Singleton
class DetachCall {
    private final IncidentRecords records;
    private final CallRecords calls;
    private final OpenIncident openIncident;
    private final DispatchSettings settings;
    private final InstantSource clock;

    DetachCall(
            IncidentRecords records,
            CallRecords calls,
            OpenIncident openIncident,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.calls = calls;
        this.openIncident = openIncident;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * All as they are then.
     *
     * @param opened the incident of its own, if it was to have one
     */
    record Outcome(Incident incident, Call call, Optional<Incident> opened) {}

    Outcome detach(DetachCallRequest request, Caller caller) {
        Incident incident = records.lock(IncidentId.parse(request.getName()), request.getEtag());
        Call call = calls.lock(CallId.parse(request.getCall()));
        Incident left = incident.detach(call).orRefuse().lettingGo(records.unverified(call.id()));
        Instant now = Times.now(clock);
        Call detached = calls.change(
                call.detach(now.plus(settings.decideCall())).orRefuse(), "call.detached", now, request.getReason());
        records.change(left, "incident.call_detached", now, call.id().name() + ": " + request.getReason());
        if (request.getOptionalType().isEmpty()) {
            return new Outcome(left, detached, Optional.empty());
        }
        Incident opened = openIncident.open(ofItsOwn(request, detached), caller);
        return new Outcome(left, calls.get(call.id()), Optional.of(opened));
    }

    private static OpenIncidentRequest ofItsOwn(DetachCallRequest request, Call call) {
        return OpenIncidentRequest.newBuilder()
                .setOptionalCall(call.id().name())
                .setOptionalCallEtag(Etag.of(call.version()))
                .setType(request.getOptionalType())
                .setOptionalPriority(request.getOptionalPriority())
                .build();
    }
}
