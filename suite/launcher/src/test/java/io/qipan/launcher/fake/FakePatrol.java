package io.qipan.launcher.fake;

import io.grpc.stub.StreamObserver;
import io.qipan.proto.patrol.v1.GetUnitRequest;
import io.qipan.proto.patrol.v1.GetUnitResponse;
import io.qipan.proto.patrol.v1.Position;
import io.qipan.proto.patrol.v1.RegisterStationRequest;
import io.qipan.proto.patrol.v1.RegisterStationResponse;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.RegisterUnitResponse;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.proto.patrol.v1.ReportPositionResponse;
import io.qipan.proto.patrol.v1.Station;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;

final class FakePatrol extends UnitServiceGrpc.UnitServiceImplBase {

    private final FakeStore store;

    FakePatrol(FakeStore store) {
        this.store = store;
    }

    @Override
    public void registerStation(RegisterStationRequest request, StreamObserver<RegisterStationResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(request.getRequestId(), request, RegisterStationResponse.class, () -> {
                    if (store.stations.containsKey(request.getName())) {
                        throw FakeRefusal.exists(request.getName());
                    }
                    Station station = Station.newBuilder()
                            .setName(request.getName())
                            .setPoint(request.getPoint())
                            .build();
                    store.stations.put(station.getName(), station);
                    return RegisterStationResponse.newBuilder()
                            .setStation(station)
                            .build();
                }));
    }

    @Override
    public void registerUnit(RegisterUnitRequest request, StreamObserver<RegisterUnitResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(request.getRequestId(), request, RegisterUnitResponse.class, () -> {
                    if (store.units.containsKey(request.getName())) {
                        throw FakeRefusal.exists(request.getName());
                    }
                    if (!request.getOptionalStation().isEmpty()) {
                        Station unused = FakeStore.found(
                                store.stations.get(request.getOptionalStation()), request.getOptionalStation());
                        assert unused != null;
                    }
                    Unit unit = Unit.newBuilder()
                            .setName(request.getName())
                            .setCallSign(request.getCallSign())
                            .setKind(request.getKind())
                            .build();
                    store.units.put(unit.getName(), unit);
                    return RegisterUnitResponse.newBuilder().setUnit(unit).build();
                }));
    }

    @Override
    public void getUnit(GetUnitRequest request, StreamObserver<GetUnitResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.read(() -> GetUnitResponse.newBuilder()
                        .setUnit(FakeStore.found(store.units.get(request.getName()), request.getName()))
                        .build()));
    }

    @Override
    public void reportPosition(ReportPositionRequest request, StreamObserver<ReportPositionResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(request.getRequestId(), request, ReportPositionResponse.class, () -> {
                    Unit unit = FakeStore.found(store.units.get(request.getUnit()), request.getUnit());
                    Position position =
                            Position.newBuilder().setGiven(request.getPoint()).build();
                    store.units.put(
                            unit.getName(),
                            unit.toBuilder().setPosition(position).build());
                    return ReportPositionResponse.newBuilder()
                            .setPosition(position)
                            .setLatest(true)
                            .build();
                }));
    }
}
