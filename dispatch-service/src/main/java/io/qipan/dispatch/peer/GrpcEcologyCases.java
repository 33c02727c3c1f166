package io.qipan.dispatch.peer;

import io.qipan.dispatch.incident.model.Incident;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.place.Shape;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

@Singleton
class GrpcEcologyCases implements EcologyCases {
    private final Peer ecology;

    GrpcEcologyCases(@Named("ecology") Peer ecology) {
        this.ecology = ecology;
    }

    @Override
    public String open(Incident incident, String activity) {
        OpenCaseRequest.Builder request = OpenCaseRequest.newBuilder()
                .setRequestId(RequestIds.of("case " + incident.id().name()))
                .setActivity(activity)
                .setActAt(Times.message(incident.actAt()))
                .setSummary(incident.summary())
                .setOptionalIncident(incident.id().name())
                .setDrill(incident.drill());
        incident.chosenLocation()
                .ifPresent(location -> location.shape()
                        .map(Shape::middle)
                        .ifPresent(middle -> request.setPoint(PlaceMessages.message(middle))
                                .setUncertaintyM(Math.min(location.radiusM(), 100_000))));
        return ecology.call(channel -> CaseServiceGrpc.newBlockingStub(channel).openCase(request.build()))
                .getCase()
                .getName();
    }
}
