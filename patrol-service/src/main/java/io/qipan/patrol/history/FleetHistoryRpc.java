package io.qipan.patrol.history;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.history.PastUnits.PastUnit;
import io.qipan.patrol.position.PositionDays;
import io.qipan.patrol.position.PositionMessages;
import io.qipan.proto.patrol.v1.FleetHistoryServiceGrpc;
import io.qipan.proto.patrol.v1.ListPastUnitsRequest;
import io.qipan.proto.patrol.v1.ListPastUnitsResponse;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

@Singleton
class FleetHistoryRpc implements RpcService, FleetHistoryServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final PastUnits units;
    private final PositionDays days;

    FleetHistoryRpc(UnitOfWork unitOfWork, InstantSource clock, PastUnits units, PositionDays days) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.units = units;
        this.days = days;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(FleetHistoryServiceGrpc.bindService(this));
    }

    @Override
    public void listPastUnits(ListPastUnitsRequest request, StreamObserver<ListPastUnitsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.readBehind(() -> {
                    Instant at = Times.occurred(true, request.getAt(), Times.now(clock));
                    Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "past units " + at);
                    List<PastUnit> found = units.list(at, page);
                    return ListPastUnitsResponse.newBuilder()
                            .addAllUnits(page.cut(found).stream()
                                    .map(unit -> message(unit, at))
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, unit -> unit.told().getName()))
                            .setDutyLevel(units.dutyLevel(at).orElse(""))
                            .addAllGoneDays(
                                    days
                                            .gone(at.minus(PastUnits.LOOKS_BACK), at.plus(PastUnits.CLOCKS_AHEAD))
                                            .days()
                                            .stream()
                                            .map(LocalDate::toString)
                                            .toList())
                            .build();
                }));
    }

    private static io.qipan.proto.patrol.v1.PastUnit message(PastUnit unit, Instant at) {
        Unit.Builder state = unit.told().toBuilder()
                .clearPosition()
                .setDuty(Unit.Duty.valueOf(unit.duty().name()));
        unit.position().ifPresent(position -> state.setPosition(PositionMessages.message(position)));
        return io.qipan.proto.patrol.v1.PastUnit.newBuilder()
                .setUnit(state)
                .setPositionStale(unit.position()
                        .filter(position -> position.isOlderThan(unit.staleAfter(), at))
                        .isPresent())
                .setCrewOnDuty(unit.crewed())
                .build();
    }
}
