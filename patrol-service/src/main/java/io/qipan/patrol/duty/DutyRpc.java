package io.qipan.patrol.duty;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.duty.DutyNotices.Filter;
import io.qipan.patrol.duty.model.DutyNotice;
import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyOrder.Giving;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.patrol.duty.model.DutyShortfall;
import io.qipan.patrol.duty.model.Muster;
import io.qipan.patrol.id.ResourceId;
import io.qipan.proto.patrol.v1.AcknowledgeDutyNoticeRequest;
import io.qipan.proto.patrol.v1.AcknowledgeDutyNoticeResponse;
import io.qipan.proto.patrol.v1.ChangeDutyLevelRequest;
import io.qipan.proto.patrol.v1.ChangeDutyLevelResponse;
import io.qipan.proto.patrol.v1.ConfirmDeliveryRequest;
import io.qipan.proto.patrol.v1.ConfirmDeliveryResponse;
import io.qipan.proto.patrol.v1.DutyServiceGrpc;
import io.qipan.proto.patrol.v1.GetDutyNoticeRequest;
import io.qipan.proto.patrol.v1.GetDutyNoticeResponse;
import io.qipan.proto.patrol.v1.GetDutyOrderRequest;
import io.qipan.proto.patrol.v1.GetDutyOrderResponse;
import io.qipan.proto.patrol.v1.GetDutyPlanRequest;
import io.qipan.proto.patrol.v1.GetDutyPlanResponse;
import io.qipan.proto.patrol.v1.GetDutyShortfallRequest;
import io.qipan.proto.patrol.v1.GetDutyShortfallResponse;
import io.qipan.proto.patrol.v1.GetDutyStatusRequest;
import io.qipan.proto.patrol.v1.GetDutyStatusResponse;
import io.qipan.proto.patrol.v1.ListDutyNoticesRequest;
import io.qipan.proto.patrol.v1.ListDutyNoticesResponse;
import io.qipan.proto.patrol.v1.ListDutyOrdersRequest;
import io.qipan.proto.patrol.v1.ListDutyOrdersResponse;
import io.qipan.proto.patrol.v1.ListDutyShortfallsRequest;
import io.qipan.proto.patrol.v1.ListDutyShortfallsResponse;
import io.qipan.proto.patrol.v1.ReviseDutyPlanRequest;
import io.qipan.proto.patrol.v1.ReviseDutyPlanResponse;
import io.qipan.proto.patrol.v1.TakeDutyShortfallRequest;
import io.qipan.proto.patrol.v1.TakeDutyShortfallResponse;
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
import java.util.Optional;
import java.util.UUID;

@Singleton
public class DutyRpc implements RpcService, DutyServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final DutyOrders orders;
    private final DutyNotices notices;
    private final ReviseDutyPlan reviseDutyPlan;
    private final ChangeDutyLevel changeDutyLevel;
    private final HearNotice hearNotice;
    private final MusterCrews musterCrews;
    private final DutyShortfalls shortfalls;
    private final TakeShortfall takeShortfall;

    public DutyRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            DutyOrders orders,
            DutyNotices notices,
            ReviseDutyPlan reviseDutyPlan,
            ChangeDutyLevel changeDutyLevel,
            HearNotice hearNotice,
            MusterCrews musterCrews,
            DutyShortfalls shortfalls,
            TakeShortfall takeShortfall) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.orders = orders;
        this.notices = notices;
        this.reviseDutyPlan = reviseDutyPlan;
        this.changeDutyLevel = changeDutyLevel;
        this.hearNotice = hearNotice;
        this.musterCrews = musterCrews;
        this.shortfalls = shortfalls;
        this.takeShortfall = takeShortfall;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(DutyServiceGrpc.bindService(this));
    }

    @Override
    public void reviseDutyPlan(ReviseDutyPlanRequest request, StreamObserver<ReviseDutyPlanResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReviseDutyPlanResponse.parser(), () -> {
                    DutyPlan plan = DutyMessages.plan(request, Caller.current().subject(), Times.now(clock));
                    reviseDutyPlan.revise(plan);
                    return ReviseDutyPlanResponse.newBuilder()
                            .setPlan(DutyMessages.message(plan))
                            .build();
                }));
    }

    @Override
    public void getDutyPlan(GetDutyPlanRequest request, StreamObserver<GetDutyPlanResponse> observer) {
        Answer.unary(observer, () -> {
            String name = request.getOptionalName();
            DutyPlan plan = unitOfWork
                    .read(() -> name.isEmpty()
                            ? orders.plan()
                            : orders.plan(Long.parseLong(name.substring("dutyPlans/".length()))))
                    .orElseThrow(() -> Refusal.notFound(name.isEmpty() ? "dutyPlans/-" : name)
                            .asException());
            return GetDutyPlanResponse.newBuilder()
                    .setPlan(DutyMessages.message(plan))
                    .build();
        });
    }

    @Override
    public void changeDutyLevel(ChangeDutyLevelRequest request, StreamObserver<ChangeDutyLevelResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ChangeDutyLevelResponse.parser(), () -> {
                    Giving giving = new Giving(
                            ResourceId.fresh(),
                            request.getReason(),
                            Caller.current().subject(),
                            Times.now(clock));
                    var given = changeDutyLevel.change(request.getLevel(), request.getCurrentOrder(), giving);
                    return ChangeDutyLevelResponse.newBuilder()
                            .setOrder(DutyMessages.message(given.order()))
                            .setRecipients(given.recipients())
                            .addAllShortfalls(DutyMessages.messages(Muster.shortfalls(
                                    MusterCrews.against(musterCrews.muster(), given.order(), planOf(given.order())))))
                            .build();
                }));
    }

    private DutyPlan planOf(DutyOrder order) {
        return orders.plan(order.plan()).orElseThrow();
    }

    @Override
    public void getDutyStatus(GetDutyStatusRequest request, StreamObserver<GetDutyStatusResponse> observer) {
        Answer.unary(observer, () -> unitOfWork.read(this::status));
    }

    private GetDutyStatusResponse status() {
        Muster muster = musterCrews.muster();
        GetDutyStatusResponse.Builder status =
                GetDutyStatusResponse.newBuilder().setOnDuty(muster.onDuty().size());
        orders.inForce().ifPresent(order -> {
            DutyPlan plan = planOf(order);
            status.setOrder(DutyMessages.message(order))
                    .setLevel(DutyMessages.message(plan.level(order.level()).orElseThrow()))
                    .setNotices(DutyMessages.message(notices.count(order.id())))
                    .addAllStrengths(DutyMessages.messages(MusterCrews.against(muster, order, plan)));
        });
        return status.build();
    }

    @Override
    public void getDutyOrder(GetDutyOrderRequest request, StreamObserver<GetDutyOrderResponse> observer) {
        Answer.unary(observer, () -> {
            UUID id = ResourceId.of(request.getName());
            return unitOfWork.read(() -> GetDutyOrderResponse.newBuilder()
                    .setOrder(DutyMessages.message(orders.find(id)
                            .orElseThrow(
                                    () -> Refusal.notFound(request.getName()).asException())))
                    .setNotices(DutyMessages.message(notices.count(id)))
                    .build());
        });
    }

    @Override
    public void listDutyOrders(ListDutyOrdersRequest request, StreamObserver<ListDutyOrdersResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "dutyOrders");
            List<DutyOrder> found = unitOfWork.read(() -> orders.list(page));
            return ListDutyOrdersResponse.newBuilder()
                    .addAllOrders(
                            page.cut(found).stream().map(DutyMessages::message).toList())
                    .setNextPageToken(page.next(found, order -> order.id().toString()))
                    .build();
        });
    }

    @Override
    public void getDutyNotice(GetDutyNoticeRequest request, StreamObserver<GetDutyNoticeResponse> observer) {
        Answer.unary(observer, () -> {
            UUID id = ResourceId.of(request.getName());
            DutyNotice notice = unitOfWork.read(() -> find(id));
            Caller.current().mayActFor(notice.unit());
            return GetDutyNoticeResponse.newBuilder()
                    .setNotice(DutyMessages.message(notice))
                    .build();
        });
    }

    @Override
    public void listDutyNotices(ListDutyNoticesRequest request, StreamObserver<ListDutyNoticesResponse> observer) {
        Answer.unary(observer, () -> {
            Caller.current().mayActFor(request.getOptionalUnit());
            Filter filter = new Filter(
                    Optional.of(request.getOptionalUnit()).filter(unit -> !unit.isEmpty()),
                    Optional.of(request.getOptionalOrder())
                            .filter(order -> !order.isEmpty())
                            .map(ResourceId::of),
                    request.getOpenOnly());
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "dutyNotices " + filter);
            List<DutyNotice> found = unitOfWork.read(() -> notices.list(page, filter));
            return ListDutyNoticesResponse.newBuilder()
                    .addAllNotices(
                            page.cut(found).stream().map(DutyMessages::message).toList())
                    .setNextPageToken(page.next(found, notice -> notice.id().toString()))
                    .build();
        });
    }

    @Override
    public void getDutyShortfall(GetDutyShortfallRequest request, StreamObserver<GetDutyShortfallResponse> observer) {
        Answer.unary(observer, () -> {
            UUID id = ResourceId.of(request.getName());
            DutyShortfall shortfall = unitOfWork
                    .read(() -> shortfalls.find(id))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetDutyShortfallResponse.newBuilder()
                    .setShortfall(ShortfallMessages.message(shortfall))
                    .build();
        });
    }

    @Override
    public void listDutyShortfalls(
            ListDutyShortfallsRequest request, StreamObserver<ListDutyShortfallsResponse> observer) {
        Answer.unary(observer, () -> {
            boolean openOnly = request.getOpenOnly();
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "dutyShortfalls " + openOnly);
            List<DutyShortfall> found = unitOfWork.read(() -> shortfalls.list(page, openOnly));
            return ListDutyShortfallsResponse.newBuilder()
                    .addAllShortfalls(page.cut(found).stream()
                            .map(ShortfallMessages::message)
                            .toList())
                    .setNextPageToken(
                            page.next(found, shortfall -> shortfall.id().toString()))
                    .build();
        });
    }

    @Override
    public void takeDutyShortfall(
            TakeDutyShortfallRequest request, StreamObserver<TakeDutyShortfallResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), TakeDutyShortfallResponse.parser(), () -> {
                    DutyShortfall shortfall = takeShortfall.take(
                            ResourceId.of(request.getName()),
                            request.getEtag(),
                            Caller.current().subject(),
                            request.getNote(),
                            Times.now(clock));
                    return TakeDutyShortfallResponse.newBuilder()
                            .setShortfall(ShortfallMessages.message(shortfall))
                            .build();
                }));
    }

    @Override
    public void confirmDelivery(ConfirmDeliveryRequest request, StreamObserver<ConfirmDeliveryResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ConfirmDeliveryResponse.parser(), () -> {
                    DutyNotice notice = hearNotice.deliver(own(request.getName()), request.getEtag(), Times.now(clock));
                    return ConfirmDeliveryResponse.newBuilder()
                            .setNotice(DutyMessages.message(notice))
                            .build();
                }));
    }

    @Override
    public void acknowledgeDutyNotice(
            AcknowledgeDutyNoticeRequest request, StreamObserver<AcknowledgeDutyNoticeResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), AcknowledgeDutyNoticeResponse.parser(), () -> {
                    DutyNotice notice = hearNotice.acknowledge(
                            own(request.getName()), request.getEtag(), request.getMember(), Times.now(clock));
                    return AcknowledgeDutyNoticeResponse.newBuilder()
                            .setNotice(DutyMessages.message(notice))
                            .build();
                }));
    }

    /** The id of a notice that the caller may act for. */
    private UUID own(String name) {
        UUID id = ResourceId.of(name);
        Caller.current().mayActFor(find(id).unit());
        return id;
    }

    private DutyNotice find(UUID id) {
        return notices.find(id)
                .orElseThrow(() -> Refusal.notFound(DutyNotice.name(id)).asException());
    }
}
