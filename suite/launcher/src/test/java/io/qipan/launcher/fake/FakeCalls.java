package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.common.v1.Location;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.CreateCallResponse;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.EndCallResponse;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListCallsResponse;
import java.util.ArrayList;
import java.util.List;

final class FakeCalls extends CallServiceGrpc.CallServiceImplBase {

    private final FakeStore store;

    FakeCalls(FakeStore store) {
        this.store = store;
    }

    @Override
    public void createCall(CreateCallRequest request, StreamObserver<CreateCallResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(
                        request.getRequestId(),
                        request,
                        CreateCallResponse.class,
                        () -> CreateCallResponse.newBuilder()
                                .setCall(create(request))
                                .build()));
    }

    @Override
    public void listCalls(ListCallsRequest request, StreamObserver<ListCallsResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.read(() -> ListCallsResponse.newBuilder()
                        .addAllCalls(store.calls.values())
                        .build()));
    }

    private Call create(CreateCallRequest request) {
        for (Call call : store.calls.values()) {
            if (!request.getExternalReference().isEmpty()
                    && call.getExternalReference().equals(request.getExternalReference())) {
                throw FakeRefusal.exists(call.getName());
            }
        }
        Call call = Call.newBuilder()
                .setName(FakeStore.name("calls"))
                .setNumber("C2026-%06d".formatted(store.calls.size() + 1))
                .setEtag("1")
                .setState(Call.State.OPEN)
                .setChannel(request.getChannel())
                .setReceivedAt(FakeStore.or(request.hasReceivedAt(), request.getReceivedAt()))
                .setAnsweredAt(
                        request.hasAnsweredAt()
                                ? request.getAnsweredAt()
                                : FakeStore.or(request.hasReceivedAt(), request.getReceivedAt()))
                .setRingTold(request.hasReceivedAt() && request.hasAnsweredAt())
                .setDescription(request.getDescription())
                .addAllLocations(located(request.getLocationsList()))
                .setExternalReference(request.getExternalReference())
                .setDrill(request.getDrill())
                .build();
        store.calls.put(call.getName(), call);
        store.tell(call.getName(), "call.received", call.getReceivedAt(), "call-taker", call);
        return call;
    }

    static List<Location> located(List<LocationInput> given) {
        List<Location> located = new ArrayList<>();
        for (LocationInput input : given) {
            located.add(Location.newBuilder()
                    .setId(located.size() + 1)
                    .setGiven(input)
                    .build());
        }
        return located;
    }

    @Override
    public void getCall(GetCallRequest request, StreamObserver<GetCallResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.read(() -> GetCallResponse.newBuilder()
                        .setCall(FakeStore.found(store.calls.get(request.getName()), request.getName()))
                        .build()));
    }

    @Override
    public void endCall(EndCallRequest request, StreamObserver<EndCallResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(request.getRequestId(), request, EndCallResponse.class, () -> {
                    Call call = FakeStore.found(store.calls.get(request.getName()), request.getName());
                    FakeStore.requireEtag(call.getName(), call.getEtag(), request.getEtag());
                    Call ended = call.toBuilder()
                            .setState(Call.State.ENDED)
                            .setEtag(FakeStore.next(call.getEtag()))
                            .setOutcome(request.getOutcome())
                            .setRationale(request.getRationale())
                            .build();
                    store.calls.put(call.getName(), ended);
                    return EndCallResponse.newBuilder().setCall(ended).build();
                }));
    }
}
