package io.qipan.patrol.unit;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.position.PositionMessages;
import io.qipan.patrol.position.ReportPosition;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.station.RegisterStation;
import io.qipan.patrol.station.StationMessages;
import io.qipan.patrol.station.Stations;
import io.qipan.patrol.station.model.Station;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Roster;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.patrol.v1.ChangeUnitStatusRequest;
import io.qipan.proto.patrol.v1.ChangeUnitStatusResponse;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsResponse;
import io.qipan.proto.patrol.v1.GetUnitRequest;
import io.qipan.proto.patrol.v1.GetUnitResponse;
import io.qipan.proto.patrol.v1.ListStationsRequest;
import io.qipan.proto.patrol.v1.ListStationsResponse;
import io.qipan.proto.patrol.v1.ListUnitKindsRequest;
import io.qipan.proto.patrol.v1.ListUnitKindsResponse;
import io.qipan.proto.patrol.v1.ListUnitsRequest;
import io.qipan.proto.patrol.v1.ListUnitsResponse;
import io.qipan.proto.patrol.v1.PutUnitKindRequest;
import io.qipan.proto.patrol.v1.PutUnitKindResponse;
import io.qipan.proto.patrol.v1.RegisterStationRequest;
import io.qipan.proto.patrol.v1.RegisterStationResponse;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.RegisterUnitResponse;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.proto.patrol.v1.ReportPositionResponse;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UpdateUnitRequest;
import io.qipan.proto.patrol.v1.UpdateUnitResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

@Singleton
public class UnitRpc implements RpcService, UnitServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Kinds kinds;
    private final Stations stations;
    private final Units units;
    private final PutUnitKind putUnitKind;
    private final RegisterStation registerStation;
    private final RegisterUnit registerUnit;
    private final UpdateUnit updateUnit;
    private final ChangeUnitStatus changeUnitStatus;
    private final ReportPosition reportPosition;
    private final FindNearestUnits findNearestUnits;

    public UnitRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Kinds kinds,
            Stations stations,
            Units units,
            PutUnitKind putUnitKind,
            RegisterStation registerStation,
            RegisterUnit registerUnit,
            UpdateUnit updateUnit,
            ChangeUnitStatus changeUnitStatus,
            ReportPosition reportPosition,
            FindNearestUnits findNearestUnits) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.kinds = kinds;
        this.stations = stations;
        this.units = units;
        this.putUnitKind = putUnitKind;
        this.registerStation = registerStation;
        this.registerUnit = registerUnit;
        this.updateUnit = updateUnit;
        this.changeUnitStatus = changeUnitStatus;
        this.reportPosition = reportPosition;
        this.findNearestUnits = findNearestUnits;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(UnitServiceGrpc.bindService(this));
    }

    @Override
    public void listUnitKinds(ListUnitKindsRequest request, StreamObserver<ListUnitKindsResponse> observer) {
        Answer.unary(
                observer,
                () -> ListUnitKindsResponse.newBuilder()
                        .addAllKinds(unitOfWork.read(kinds::all).stream()
                                .map(UnitMessages::message)
                                .toList())
                        .build());
    }

    @Override
    public void putUnitKind(PutUnitKindRequest request, StreamObserver<PutUnitKindResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), PutUnitKindResponse.parser(), () -> {
                    Kind kind = putUnitKind.put(
                            UnitMessages.given(request.getOptionalEtag()),
                            UnitMessages.kind(request),
                            request.getReason(),
                            Times.now(clock));
                    return PutUnitKindResponse.newBuilder()
                            .setKind(UnitMessages.message(kind))
                            .build();
                }));
    }

    @Override
    public void registerStation(RegisterStationRequest request, StreamObserver<RegisterStationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), RegisterStationResponse.parser(), () -> {
                    Station station = StationMessages.station(request);
                    registerStation.register(station, clock.instant());
                    return RegisterStationResponse.newBuilder()
                            .setStation(StationMessages.message(station))
                            .build();
                }));
    }

    @Override
    public void listStations(ListStationsRequest request, StreamObserver<ListStationsResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "stations");
            List<Station> found = unitOfWork.read(() -> stations.list(page));
            return ListStationsResponse.newBuilder()
                    .addAllStations(page.cut(found).stream()
                            .map(StationMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, Station::name))
                    .build();
        });
    }

    @Override
    public void registerUnit(RegisterUnitRequest request, StreamObserver<RegisterUnitResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), RegisterUnitResponse.parser(), () -> {
                    Unit unit = UnitMessages.unit(request);
                    registerUnit.register(unit, clock.instant());
                    return RegisterUnitResponse.newBuilder()
                            .setUnit(UnitMessages.message(unit))
                            .build();
                }));
    }

    @Override
    public void getUnit(GetUnitRequest request, StreamObserver<GetUnitResponse> observer) {
        Answer.unary(observer, () -> {
            List<io.qipan.proto.patrol.v1.Unit> found = unitOfWork.read(
                    () -> onDuty(units.find(request.getName()).stream().toList()));
            return GetUnitResponse.newBuilder()
                    .setUnit(found.stream()
                            .findFirst()
                            .orElseThrow(
                                    () -> Refusal.notFound(request.getName()).asException()))
                    .build();
        });
    }

    @Override
    public void listUnits(ListUnitsRequest request, StreamObserver<ListUnitsResponse> observer) {
        Answer.unary(observer, () -> {
            String kind = request.getOptionalKind();
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "units " + kind);
            return unitOfWork.read(() -> {
                List<Unit> found = units.list(page, UnitMessages.given(kind));
                return ListUnitsResponse.newBuilder()
                        .addAllUnits(onDuty(page.cut(found)))
                        .setNextPageToken(page.next(found, Unit::name))
                        .build();
            });
        });
    }

    /** As the roster says it now. */
    private List<io.qipan.proto.patrol.v1.Unit> onDuty(List<Unit> found) {
        Instant now = clock.instant();
        Map<String, Roster> rosters =
                units.rosters(found.stream().map(Unit::name).toList(), now);
        return found.stream()
                .map(unit -> UnitMessages.message(
                        unit, rosters.getOrDefault(unit.name(), Roster.NONE).on(Roster.day(now))))
                .toList();
    }

    @Override
    public void updateUnit(UpdateUnitRequest request, StreamObserver<UpdateUnitResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), UpdateUnitResponse.parser(), () -> {
                    Unit unit = updateUnit.update(UnitMessages.correction(request), clock.instant());
                    return UpdateUnitResponse.newBuilder()
                            .setUnit(UnitMessages.message(unit))
                            .build();
                }));
    }

    @Override
    public void changeUnitStatus(ChangeUnitStatusRequest request, StreamObserver<ChangeUnitStatusResponse> observer) {
        Answer.unary(observer, () -> {
            Caller.current().mayActFor(request.getName());
            return unitOfWork.once(RequestKey.of(request), ChangeUnitStatusResponse.parser(), () -> {
                Unit unit = changeUnitStatus.change(
                        request.getName(),
                        request.getEtag(),
                        UnitMessages.status(request),
                        request.getReason(),
                        clock.instant());
                return ChangeUnitStatusResponse.newBuilder()
                        .setUnit(UnitMessages.message(unit))
                        .build();
            });
        });
    }

    @Override
    public void reportPosition(ReportPositionRequest request, StreamObserver<ReportPositionResponse> observer) {
        Answer.unary(observer, () -> {
            Caller.current().mayActFor(request.getUnit());
            return unitOfWork.once(RequestKey.of(request), ReportPositionResponse.parser(), () -> {
                Position position = PositionMessages.position(request, clock.instant());
                boolean latest = reportPosition.report(request.getUnit(), position);
                return ReportPositionResponse.newBuilder()
                        .setPosition(PositionMessages.message(position))
                        .setLatest(latest)
                        .build();
            });
        });
    }

    @Override
    public void findNearestUnits(FindNearestUnitsRequest request, StreamObserver<FindNearestUnitsResponse> observer) {
        Answer.fromMemory(observer, () -> {
            Search search = SearchMessages.search(request);
            return SearchMessages.message(findNearestUnits.find(search, clock.instant()));
        });
    }
}
