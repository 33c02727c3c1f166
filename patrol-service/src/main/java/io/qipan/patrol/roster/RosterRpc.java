package io.qipan.patrol.roster;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.roster.Shifts.Filter;
import io.qipan.patrol.roster.WorkShift.Change;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.proto.patrol.v1.CancelShiftRequest;
import io.qipan.proto.patrol.v1.CancelShiftResponse;
import io.qipan.proto.patrol.v1.ConfirmHandoverRequest;
import io.qipan.proto.patrol.v1.ConfirmHandoverResponse;
import io.qipan.proto.patrol.v1.EndShiftRequest;
import io.qipan.proto.patrol.v1.EndShiftResponse;
import io.qipan.proto.patrol.v1.GetShiftRequest;
import io.qipan.proto.patrol.v1.GetShiftResponse;
import io.qipan.proto.patrol.v1.ListShiftsRequest;
import io.qipan.proto.patrol.v1.ListShiftsResponse;
import io.qipan.proto.patrol.v1.OfferHandoverRequest;
import io.qipan.proto.patrol.v1.OfferHandoverResponse;
import io.qipan.proto.patrol.v1.PlanShiftRequest;
import io.qipan.proto.patrol.v1.PlanShiftResponse;
import io.qipan.proto.patrol.v1.RosterServiceGrpc;
import io.qipan.proto.patrol.v1.StartShiftRequest;
import io.qipan.proto.patrol.v1.StartShiftResponse;
import io.qipan.proto.patrol.v1.WithdrawHandoverRequest;
import io.qipan.proto.patrol.v1.WithdrawHandoverResponse;
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
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

@Singleton
public class RosterRpc implements RpcService, RosterServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Shifts shifts;
    private final PlanShift planShift;
    private final WorkShift workShift;

    public RosterRpc(
            UnitOfWork unitOfWork, InstantSource clock, Shifts shifts, PlanShift planShift, WorkShift workShift) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.shifts = shifts;
        this.planShift = planShift;
        this.workShift = workShift;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(RosterServiceGrpc.bindService(this));
    }

    @Override
    public void planShift(PlanShiftRequest request, StreamObserver<PlanShiftResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), PlanShiftResponse.parser(), () -> {
                    Shift shift = planShift.plan(ShiftMessages.plan(request), Times.now(clock));
                    return PlanShiftResponse.newBuilder()
                            .setShift(ShiftMessages.message(shift))
                            .build();
                }));
    }

    @Override
    public void cancelShift(CancelShiftRequest request, StreamObserver<CancelShiftResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), CancelShiftResponse.parser(), () -> {
                    Shift shift = workShift.cancel(
                            ResourceId.of(request.getName()), request.getEtag(), request.getReason(), Times.now(clock));
                    return CancelShiftResponse.newBuilder()
                            .setShift(ShiftMessages.message(shift))
                            .build();
                }));
    }

    @Override
    public void startShift(StartShiftRequest request, StreamObserver<StartShiftResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), StartShiftResponse.parser(), () -> {
                    Shift shift = workShift.start(
                            own(request.getName()), request.getEtag(), request.getMember(), Times.now(clock));
                    return StartShiftResponse.newBuilder()
                            .setShift(ShiftMessages.message(shift))
                            .build();
                }));
    }

    @Override
    public void endShift(EndShiftRequest request, StreamObserver<EndShiftResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), EndShiftResponse.parser(), () -> {
                    Shift shift = workShift.end(
                            own(request.getName()),
                            request.getEtag(),
                            request.getMember(),
                            request.getNotes(),
                            Times.now(clock));
                    return EndShiftResponse.newBuilder()
                            .setShift(ShiftMessages.message(shift))
                            .build();
                }));
    }

    @Override
    public void offerHandover(OfferHandoverRequest request, StreamObserver<OfferHandoverResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), OfferHandoverResponse.parser(), () -> {
                    Shift shift = workShift.offer(
                            own(request.getName()),
                            request.getEtag(),
                            ShiftMessages.handover(request, Times.now(clock)));
                    return OfferHandoverResponse.newBuilder()
                            .setShift(ShiftMessages.message(shift))
                            .build();
                }));
    }

    @Override
    public void withdrawHandover(WithdrawHandoverRequest request, StreamObserver<WithdrawHandoverResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), WithdrawHandoverResponse.parser(), () -> {
                    Shift shift = workShift.withdraw(
                            own(request.getName()), request.getEtag(), request.getReason(), Times.now(clock));
                    return WithdrawHandoverResponse.newBuilder()
                            .setShift(ShiftMessages.message(shift))
                            .build();
                }));
    }

    @Override
    public void confirmHandover(ConfirmHandoverRequest request, StreamObserver<ConfirmHandoverResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ConfirmHandoverResponse.parser(), () -> {
                    Change change = workShift.confirm(
                            own(request.getName()), request.getEtag(), request.getMember(), Times.now(clock));
                    return ConfirmHandoverResponse.newBuilder()
                            .setOutgoing(ShiftMessages.message(change.outgoing()))
                            .setIncoming(ShiftMessages.message(change.incoming()))
                            .build();
                }));
    }

    @Override
    public void getShift(GetShiftRequest request, StreamObserver<GetShiftResponse> observer) {
        Answer.unary(observer, () -> {
            UUID id = ResourceId.of(request.getName());
            Shift shift = unitOfWork.read(() -> find(id));
            Caller.current().mayActFor(shift.unit());
            return GetShiftResponse.newBuilder()
                    .setShift(ShiftMessages.message(shift))
                    .build();
        });
    }

    @Override
    public void listShifts(ListShiftsRequest request, StreamObserver<ListShiftsResponse> observer) {
        Answer.unary(observer, () -> {
            Caller.current().mayActFor(request.getOptionalUnit());
            Filter filter = new Filter(
                    ShiftMessages.given(request.getOptionalUnit()),
                    ShiftMessages.given(request.getOptionalStation()),
                    request.getOnDutyOnly(),
                    ShiftMessages.given(request.hasStartedFrom(), request.getStartedFrom()),
                    ShiftMessages.given(request.hasStartedUntil(), request.getStartedUntil()));
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "shifts " + filter);
            List<Shift> found = unitOfWork.read(() -> shifts.list(page, filter));
            return ListShiftsResponse.newBuilder()
                    .addAllShifts(
                            page.cut(found).stream().map(ShiftMessages::message).toList())
                    .setNextPageToken(page.next(found, shift -> shift.id().toString()))
                    .build();
        });
    }

    /** The id of a shift that the caller may act for. */
    private UUID own(String name) {
        UUID id = ResourceId.of(name);
        Caller.current().mayActFor(find(id).unit());
        return id;
    }

    private Shift find(UUID id) {
        return shifts.find(id)
                .orElseThrow(() -> Refusal.notFound(Shift.name(id)).asException());
    }
}
