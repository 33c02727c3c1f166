package io.qipan.dispatch.order;

import com.google.protobuf.Timestamp;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.WorkOrder.Told;
import io.qipan.dispatch.order.model.End;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.Step;
import io.qipan.proto.dispatch.v1.AcceptOrderRequest;
import io.qipan.proto.dispatch.v1.AcceptOrderResponse;
import io.qipan.proto.dispatch.v1.ArriveAtIncidentRequest;
import io.qipan.proto.dispatch.v1.ArriveAtIncidentResponse;
import io.qipan.proto.dispatch.v1.CancelOrderRequest;
import io.qipan.proto.dispatch.v1.CancelOrderResponse;
import io.qipan.proto.dispatch.v1.ClearOrderRequest;
import io.qipan.proto.dispatch.v1.ClearOrderResponse;
import io.qipan.proto.dispatch.v1.ConfirmDeliveryRequest;
import io.qipan.proto.dispatch.v1.ConfirmDeliveryResponse;
import io.qipan.proto.dispatch.v1.DepartToIncidentRequest;
import io.qipan.proto.dispatch.v1.DepartToIncidentResponse;
import io.qipan.proto.dispatch.v1.GetOrderRequest;
import io.qipan.proto.dispatch.v1.GetOrderResponse;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.ListOrdersResponse;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.RecordMilestoneRequest;
import io.qipan.proto.dispatch.v1.RecordMilestoneResponse;
import io.qipan.proto.dispatch.v1.RefuseOrderRequest;
import io.qipan.proto.dispatch.v1.RefuseOrderResponse;
import io.qipan.proto.dispatch.v1.RequestOrdersRequest;
import io.qipan.proto.dispatch.v1.RequestOrdersResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Reason;
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

@Singleton
class OrderRpc implements RpcService, OrderServiceGrpc.AsyncService {
    private final UnitOfWork unitOfWork;
    private final RequestOrders requestOrders;
    private final WorkOrder work;
    private final AtOnce atOnce;
    private final Orders orders;
    private final InstantSource clock;

    OrderRpc(
            UnitOfWork unitOfWork,
            RequestOrders requestOrders,
            WorkOrder work,
            AtOnce atOnce,
            Orders orders,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.requestOrders = requestOrders;
        this.work = work;
        this.atOnce = atOnce;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(OrderServiceGrpc.bindService(this));
    }

    @Override
    public void requestOrders(RequestOrdersRequest request, StreamObserver<RequestOrdersResponse> observer) {
        Answer.unary(observer, () -> {
            RequestOrdersResponse durable =
                    unitOfWork.once(RequestKey.of(request), RequestOrdersResponse.parser(), () -> {
                        RequestOrders.Requested requested = requestOrders.request(request, Caller.current());
                        return RequestOrdersResponse.newBuilder()
                                .addAllOrders(requested.orders().stream()
                                        .map(OrderMessages::message)
                                        .toList())
                                .setIncidentEtag(Etag.of(requested.incident().version()))
                                .build();
                    });
            List<OrderId> ids = durable.getOrdersList().stream()
                    .map(order -> OrderId.parse(order.getName()))
                    .toList();
            return durable.toBuilder()
                    .clearOrders()
                    .addAllOrders(atOnce.settle(ids).stream()
                            .map(OrderMessages::message)
                            .toList())
                    .build();
        });
    }

    @Override
    public void getOrder(GetOrderRequest request, StreamObserver<GetOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Order order = orders.find(OrderId.parse(request.getName()))
                            .orElseThrow(
                                    () -> Refusal.notFound(request.getName()).asException());
                    mustSee(order);
                    return GetOrderResponse.newBuilder()
                            .setOrder(OrderMessages.message(order))
                            .build();
                }));
    }

    private void mustSee(Order order) {
        Optional<String> reader = reader();
        boolean sees = reader.filter(unit -> !unit.equals(order.unit()))
                .map(unit -> new Orders.Filter(Optional.of(order.incident()), Optional.of(unit), true))
                .map(theirs -> !orders.list(theirs, Optional.empty(), 1).isEmpty())
                .orElse(true);
        if (!sees) {
            throw Refusal.of(
                            Reason.ACCESS_DENIED,
                            Caller.current().subject() + " speaks for " + reader.orElseThrow() + ", but "
                                    + order.id().name() + " is for " + order.unit()
                                    + ", and its unit has no open order for the same incident. Ask the desk.")
                    .with("unit", order.unit())
                    .asException();
        }
    }

    /** The unit whose orders the caller may read and no others; empty if it may read all. */
    private static Optional<String> reader() {
        Caller caller = Caller.current();
        return caller.hasAny(Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER, Role.ENGINEER, Role.SERVICE)
                ? Optional.empty()
                : Optional.of(caller.unit().orElse("no unit"));
    }

    @Override
    public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Orders.Filter filter = new Orders.Filter(
                            Optional.of(request.getOptionalIncident())
                                    .filter(name -> !name.isEmpty())
                                    .map(IncidentId::parse),
                            Optional.of(request.getOptionalUnit()).filter(name -> !name.isEmpty()),
                            request.getOpenOnly(),
                            reader());
                    Page page = Page.of(request.getPageSize(), 50, request.getPageToken(), filter.toString());
                    List<Order> found = orders.list(filter, page.after(OrderId::parse), page.size() + 1);
                    return ListOrdersResponse.newBuilder()
                            .addAllOrders(page.cut(found).stream()
                                    .map(OrderMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, order -> order.id().name()))
                            .build();
                }));
    }

    @Override
    public void confirmDelivery(ConfirmDeliveryRequest request, StreamObserver<ConfirmDeliveryResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ConfirmDeliveryResponse.parser(), () -> {
                    Told told = told(
                            request.getName(),
                            request.getEtag(),
                            request.hasOccurredAt(),
                            request.getOccurredAt(),
                            false);
                    return ConfirmDeliveryResponse.newBuilder()
                            .setOrder(OrderMessages.message(work.reach(Step.DELIVERED, told, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void acceptOrder(AcceptOrderRequest request, StreamObserver<AcceptOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), AcceptOrderResponse.parser(), () -> {
                    Told told = told(
                            request.getName(),
                            request.getEtag(),
                            request.hasOccurredAt(),
                            request.getOccurredAt(),
                            request.getByVoice());
                    return AcceptOrderResponse.newBuilder()
                            .setOrder(OrderMessages.message(work.reach(Step.ACCEPTED, told, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void departToIncident(DepartToIncidentRequest request, StreamObserver<DepartToIncidentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), DepartToIncidentResponse.parser(), () -> {
                    Told told = told(
                            request.getName(),
                            request.getEtag(),
                            request.hasOccurredAt(),
                            request.getOccurredAt(),
                            request.getByVoice());
                    return DepartToIncidentResponse.newBuilder()
                            .setOrder(OrderMessages.message(work.reach(Step.ON_THE_WAY, told, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void arriveAtIncident(ArriveAtIncidentRequest request, StreamObserver<ArriveAtIncidentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ArriveAtIncidentResponse.parser(), () -> {
                    Told told = told(
                            request.getName(),
                            request.getEtag(),
                            request.hasOccurredAt(),
                            request.getOccurredAt(),
                            request.getByVoice());
                    return ArriveAtIncidentResponse.newBuilder()
                            .setOrder(OrderMessages.message(work.reach(Step.ON_SCENE, told, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void refuseOrder(RefuseOrderRequest request, StreamObserver<RefuseOrderResponse> observer) {
        Answer.unary(observer, () -> {
            RefuseOrderResponse durable = unitOfWork.once(RequestKey.of(request), RefuseOrderResponse.parser(), () -> {
                Told told = told(
                        request.getName(), request.getEtag(), request.hasOccurredAt(), request.getOccurredAt(), false);
                return RefuseOrderResponse.newBuilder()
                        .setOrder(OrderMessages.message(
                                work.end(End.REFUSED, request.getReason(), told, Caller.current())))
                        .build();
            });
            atOnce.release(OrderId.parse(request.getName()));
            return durable;
        });
    }

    @Override
    public void clearOrder(ClearOrderRequest request, StreamObserver<ClearOrderResponse> observer) {
        Answer.unary(observer, () -> {
            ClearOrderResponse durable = unitOfWork.once(RequestKey.of(request), ClearOrderResponse.parser(), () -> {
                Told told = told(
                        request.getName(),
                        request.getEtag(),
                        request.hasOccurredAt(),
                        request.getOccurredAt(),
                        request.getByVoice());
                return ClearOrderResponse.newBuilder()
                        .setOrder(OrderMessages.message(work.end(End.CLEARED, "", told, Caller.current())))
                        .build();
            });
            atOnce.release(OrderId.parse(request.getName()));
            return durable;
        });
    }

    @Override
    public void cancelOrder(CancelOrderRequest request, StreamObserver<CancelOrderResponse> observer) {
        Answer.unary(observer, () -> {
            CancelOrderResponse durable = unitOfWork.once(RequestKey.of(request), CancelOrderResponse.parser(), () -> {
                Told told = told(
                        request.getName(), request.getEtag(), request.hasOccurredAt(), request.getOccurredAt(), false);
                return CancelOrderResponse.newBuilder()
                        .setOrder(OrderMessages.message(
                                work.end(End.CANCELLED, request.getReason(), told, Caller.current())))
                        .build();
            });
            atOnce.release(OrderId.parse(request.getName()));
            return durable;
        });
    }

    @Override
    public void recordMilestone(RecordMilestoneRequest request, StreamObserver<RecordMilestoneResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), RecordMilestoneResponse.parser(), () -> {
                    Told told = told(
                            request.getName(),
                            request.getEtag(),
                            request.hasOccurredAt(),
                            request.getOccurredAt(),
                            false);
                    return RecordMilestoneResponse.newBuilder()
                            .setOrder(OrderMessages.message(work.record(request.getKind(), told, Caller.current())))
                            .build();
                }));
    }

    private Told told(String name, String etag, boolean hasTime, Timestamp time, boolean byVoice) {
        return new Told(name, etag, Times.occurred(hasTime, time, Times.now(clock)), byVoice);
    }
}
