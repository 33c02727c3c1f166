package io.qipan.launcher.fake;

import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.client.Orders;
import io.qipan.proto.common.v1.ErrorReason;
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
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.ListOrdersResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.RecordMilestoneRequest;
import io.qipan.proto.dispatch.v1.RecordMilestoneResponse;
import io.qipan.proto.dispatch.v1.RequestOrdersRequest;
import io.qipan.proto.dispatch.v1.RequestOrdersResponse;
import java.util.List;
import java.util.Map;

final class FakeOrders extends OrderServiceGrpc.OrderServiceImplBase {

    private final FakeStore store;
    private final FakeOrderBook book;

    FakeOrders(FakeStore store, FakeOrderBook book) {
        this.store = store;
        this.book = book;
    }

    @Override
    public void requestOrders(RequestOrdersRequest request, StreamObserver<RequestOrdersResponse> observer) {
        FakeStore.answer(observer, () -> {
            RequestOrdersResponse durable =
                    store.once(request.getRequestId(), request, RequestOrdersResponse.class, () -> request(request));
            return store.read(() -> durable.toBuilder()
                    .clearOrders()
                    .addAllOrders(durable.getOrdersList().stream()
                            .map(order -> book.seen(order.getName()))
                            .toList())
                    .build());
        });
    }

    private RequestOrdersResponse request(RequestOrdersRequest request) {
        Incident incident = FakeStore.found(store.incidents.get(request.getIncident()), request.getIncident());
        FakeStore.requireEtag(incident.getName(), incident.getEtag(), request.getIncidentEtag());
        if (incident.getState() == Incident.State.ENDED) {
            throw FakeRefusal.illegal(incident.getName(), incident.getState());
        }
        for (Order order : store.orders.values()) {
            if (order.getIncident().equals(incident.getName())
                    && request.getUnitsList().contains(order.getUnit())
                    && !Orders.isOver(order)) {
                throw FakeRefusal.of(
                        Code.FAILED_PRECONDITION,
                        ErrorReason.UNIT_ALREADY_ORDERED,
                        Map.of("unit", order.getUnit(), "order", order.getName()));
            }
        }
        Incident active = incident.toBuilder()
                .setState(Incident.State.ACTIVE)
                .setEtag(FakeStore.next(incident.getEtag()))
                .build();
        store.incidents.put(active.getName(), active);
        Timestamp sentAt = FakeStore.or(request.hasSentAt(), request.getSentAt());
        List<Order> sent = request.getUnitsList().stream()
                .map(unit -> book.send(active.getName(), unit, sentAt, request.getDivert()))
                .toList();
        return RequestOrdersResponse.newBuilder()
                .addAllOrders(sent)
                .setIncidentEtag(active.getEtag())
                .build();
    }

    @Override
    public void getOrder(GetOrderRequest request, StreamObserver<GetOrderResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.read(() -> GetOrderResponse.newBuilder()
                        .setOrder(book.seen(request.getName()))
                        .build()));
    }

    @Override
    public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.read(() -> ListOrdersResponse.newBuilder()
                        .addAllOrders(store.orders.values().stream()
                                .filter(order -> request.getOptionalIncident().isEmpty()
                                        || order.getIncident().equals(request.getOptionalIncident()))
                                .filter(order -> request.getOptionalUnit().isEmpty()
                                        || order.getUnit().equals(request.getOptionalUnit()))
                                .toList()
                                .reversed())
                        .build()));
    }

    @Override
    public void confirmDelivery(ConfirmDeliveryRequest r, StreamObserver<ConfirmDeliveryResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(r.getRequestId(), r, ConfirmDeliveryResponse.class, () -> {
                    Order order = book.reach(
                            r.getName(), r.getEtag(), Order.State.DELIVERED, at(r.hasOccurredAt(), r.getOccurredAt()));
                    return ConfirmDeliveryResponse.newBuilder().setOrder(order).build();
                }));
    }

    @Override
    public void acceptOrder(AcceptOrderRequest r, StreamObserver<AcceptOrderResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(r.getRequestId(), r, AcceptOrderResponse.class, () -> {
                    Order order = book.reach(
                            r.getName(), r.getEtag(), Order.State.ACCEPTED, at(r.hasOccurredAt(), r.getOccurredAt()));
                    return AcceptOrderResponse.newBuilder().setOrder(order).build();
                }));
    }

    @Override
    public void departToIncident(DepartToIncidentRequest r, StreamObserver<DepartToIncidentResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(r.getRequestId(), r, DepartToIncidentResponse.class, () -> {
                    Order order = book.reach(
                            r.getName(), r.getEtag(), Order.State.ON_THE_WAY, at(r.hasOccurredAt(), r.getOccurredAt()));
                    return DepartToIncidentResponse.newBuilder().setOrder(order).build();
                }));
    }

    @Override
    public void arriveAtIncident(ArriveAtIncidentRequest r, StreamObserver<ArriveAtIncidentResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(r.getRequestId(), r, ArriveAtIncidentResponse.class, () -> {
                    Order order = book.reach(
                            r.getName(), r.getEtag(), Order.State.ON_SCENE, at(r.hasOccurredAt(), r.getOccurredAt()));
                    return ArriveAtIncidentResponse.newBuilder().setOrder(order).build();
                }));
    }

    @Override
    public void clearOrder(ClearOrderRequest r, StreamObserver<ClearOrderResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(r.getRequestId(), r, ClearOrderResponse.class, () -> {
                    Order order = book.reach(
                            r.getName(), r.getEtag(), Order.State.CLEARED, at(r.hasOccurredAt(), r.getOccurredAt()));
                    return ClearOrderResponse.newBuilder().setOrder(order).build();
                }));
    }

    @Override
    public void cancelOrder(CancelOrderRequest r, StreamObserver<CancelOrderResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(r.getRequestId(), r, CancelOrderResponse.class, () -> {
                    Order order = book.reach(
                            r.getName(), r.getEtag(), Order.State.CANCELLED, at(r.hasOccurredAt(), r.getOccurredAt()));
                    return CancelOrderResponse.newBuilder().setOrder(order).build();
                }));
    }

    @Override
    public void recordMilestone(RecordMilestoneRequest r, StreamObserver<RecordMilestoneResponse> observer) {
        FakeStore.answer(
                observer,
                () -> store.once(r.getRequestId(), r, RecordMilestoneResponse.class, () -> {
                    Order order = book.keep(r.getName(), r.getEtag(), r.getKind(), r.getOccurredAt());
                    return RecordMilestoneResponse.newBuilder().setOrder(order).build();
                }));
    }

    private static Timestamp at(boolean has, Timestamp given) {
        return FakeStore.or(has, given);
    }
}
