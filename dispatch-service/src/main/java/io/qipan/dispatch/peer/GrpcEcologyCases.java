package io.qipan.dispatch.peer;

import io.qipan.dispatch.incident.EcologyCases;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.place.Shape;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HexFormat;

@Singleton
class GrpcEcologyCases implements EcologyCases {
    private final Peer ecology;

    GrpcEcologyCases(@Named("ecology") Peer ecology) {
        this.ecology = ecology;
    }

    @Override
    public String open(Incident incident, String activity) {
        OpenCaseRequest.Builder request = OpenCaseRequest.newBuilder()
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
        // An incident has one case however often it is asked for. A place that was chosen since the last attempt makes
        // another body, and so another request.
        String body = HexFormat.of().formatHex(request.build().toByteArray());
        OpenCaseRequest identified =
                request.setRequestId(RequestIds.of("case " + body)).build();
        return ecology.call(channel -> CaseServiceGrpc.newBlockingStub(channel).openCase(identified))
                .getCase()
                .getName();
    }
}
