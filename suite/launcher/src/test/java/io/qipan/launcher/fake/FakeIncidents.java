package io.qipan.launcher.fake;

import com.google.rpc.Code;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.client.Orders;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.common.v1.Location;
import io.qipan.proto.dispatch.v1.AddIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.AddIncidentLocationResponse;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.EndIncidentResponse;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.GetIncidentResponse;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.OpenIncidentResponse;
import java.util.Map;

final class FakeIncidents extends IncidentServiceGrpc.IncidentServiceImplBase {

    private final FakeStore store;

    FakeIncidents(FakeStore store) {
        this.store = store;
    }

    @Override
    public void openIncident(OpenIncidentRequest request, StreamObserver<OpenIncidentResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(request.getRequestId(), request, OpenIncidentResponse.class, () -> {
                    Call call = FakeStore.found(store.calls.get(request.getOptionalCall()), request.getOptionalCall());
                    FakeStore.requireEtag(call.getName(), call.getEtag(), request.getOptionalCallEtag());
                    if (call.getState() == Call.State.ENDED) {
                        throw FakeRefusal.illegal(call.getName(), call.getState());
                    }
                    return OpenIncidentResponse.newBuilder()
                            .setIncident(open(request, call))
                            .build();
                }));
    }

    private Incident open(OpenIncidentRequest request, Call call) {
        Incident incident = Incident.newBuilder()
                .setName(FakeStore.name("incidents"))
                .setNumber("I2026-%06d".formatted(store.incidents.size() + 1))
                .setEtag("1")
                .setState(Incident.State.NEW)
                .setType(request.getType())
                .setPriority(request.getOptionalPriority())
                .addAllLocations(call.getLocationsList())
                .addCalls(call.getName())
                .setOpenedAt(FakeStore.or(request.hasOpenedAt(), request.getOpenedAt()))
                .setDrill(call.getDrill())
                .build();
        store.calls.put(
                call.getName(),
                call.toBuilder()
                        .setState(Call.State.ENDED)
                        .setEtag(FakeStore.next(call.getEtag()))
                        .setOutcome(CallOutcome.INCIDENT_OPENED)
                        .setIncident(incident.getName())
                        .build());
        return save(incident, "incident.opened");
    }

    @Override
    public void getIncident(GetIncidentRequest request, StreamObserver<GetIncidentResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.read(() -> GetIncidentResponse.newBuilder()
                        .setIncident(found(request.getName()))
                        .build()));
    }

    @Override
    public void addIncidentLocation(
            AddIncidentLocationRequest request, StreamObserver<AddIncidentLocationResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(request.getRequestId(), request, AddIncidentLocationResponse.class, () -> {
                    Incident incident = found(request.getName());
                    FakeStore.requireEtag(incident.getName(), incident.getEtag(), request.getEtag());
                    Incident.Builder located = incident.toBuilder().setEtag(FakeStore.next(incident.getEtag()));
                    if (request.getChoose()) {
                        located.getLocationsBuilderList().forEach(Location.Builder::clearChosen);
                    }
                    located.addLocations(Location.newBuilder()
                            .setId(incident.getLocationsCount() + 1)
                            .setGiven(request.getLocation())
                            .setChosen(request.getChoose()));
                    return AddIncidentLocationResponse.newBuilder()
                            .setIncident(save(located.build(), "incident.located"))
                            .build();
                }));
    }

    @Override
    public void endIncident(EndIncidentRequest request, StreamObserver<EndIncidentResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(request.getRequestId(), request, EndIncidentResponse.class, () -> {
                    Incident incident = found(request.getName());
                    FakeStore.requireEtag(incident.getName(), incident.getEtag(), request.getEtag());
                    FakeReviews.requireTwo(store, incident, request.getOutcome());
                    return EndIncidentResponse.newBuilder()
                            .setIncident(end(request))
                            .build();
                }));
    }

    Incident end(EndIncidentRequest request) {
        Incident incident = found(request.getName());
        FakeStore.requireEtag(incident.getName(), incident.getEtag(), request.getEtag());
        requireNoOpenOrders(incident);
        return save(
                incident.toBuilder()
                        .setState(Incident.State.ENDED)
                        .setEtag(FakeStore.next(incident.getEtag()))
                        .setOutcome(request.getOutcome())
                        .setRationale(request.getRationale())
                        .setEndedAt(FakeStore.or(request.hasEndedAt(), request.getEndedAt()))
                        .build(),
                "incident.ended");
    }

    private void requireNoOpenOrders(Incident incident) {
        long open = store.orders.values().stream()
                .filter(order -> order.getIncident().equals(incident.getName()) && !Orders.isOver(order))
                .count();
        if (open > 0) {
            throw FakeRefusal.of(
                    Code.FAILED_PRECONDITION,
                    ErrorReason.ORDERS_OPEN,
                    Map.of("resource", incident.getName(), "open_orders", String.valueOf(open)));
        }
    }

    private Incident found(String name) {
        return FakeStore.found(store.incidents.get(name), name);
    }

    private Incident save(Incident incident, String action) {
        store.incidents.put(incident.getName(), incident);
        store.tell(incident.getName(), action, FakeStore.now(), "dispatcher", incident);
        return incident;
    }
}
