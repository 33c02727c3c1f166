package io.qipan.launcher.demo;

import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.dispatch.v1.AcceptOrderRequest;
import io.qipan.proto.dispatch.v1.ArriveAtIncidentRequest;
import io.qipan.proto.dispatch.v1.CancelOrderRequest;
import io.qipan.proto.dispatch.v1.ClearOrderRequest;
import io.qipan.proto.dispatch.v1.ConfirmDeliveryRequest;
import io.qipan.proto.dispatch.v1.DepartToIncidentRequest;
import io.qipan.proto.dispatch.v1.GetOrderRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc.OrderServiceBlockingStub;

/** What the crew of a unit, or somebody for it, does with its order. Reads the order before each step. */
final class Crew {

    private final OrderServiceBlockingStub orders;
    private final Retries retries;
    private final String order;

    Crew(OrderServiceBlockingStub orders, Retries retries, String order) {
        this.orders = orders;
        this.retries = retries;
        this.order = order;
    }

    Order read() {
        return retries.call(this::readOnce);
    }

    private Order readOnce() {
        GetOrderRequest request = GetOrderRequest.newBuilder().setName(order).build();
        return orders.getOrder(request).getOrder();
    }

    /** The order when its unit is committed, or cannot be. */
    Order settled(Order requested) {
        return requested.getState() != Order.State.REQUESTED
                ? requested
                : retries.until(now -> now.getState() != Order.State.REQUESTED, this::readOnce);
    }

    Order confirmDelivery() {
        return step((id, etag) -> {
            ConfirmDeliveryRequest request = ConfirmDeliveryRequest.newBuilder()
                    .setRequestId(id)
                    .setName(order)
                    .setEtag(etag)
                    .build();
            return retries.call(() -> orders.confirmDelivery(request)).getOrder();
        });
    }

    Order accept() {
        return step((id, etag) -> {
            AcceptOrderRequest request = AcceptOrderRequest.newBuilder()
                    .setRequestId(id)
                    .setName(order)
                    .setEtag(etag)
                    .build();
            return retries.call(() -> orders.acceptOrder(request)).getOrder();
        });
    }

    Order depart() {
        return step((id, etag) -> {
            DepartToIncidentRequest request = DepartToIncidentRequest.newBuilder()
                    .setRequestId(id)
                    .setName(order)
                    .setEtag(etag)
                    .build();
            return retries.call(() -> orders.departToIncident(request)).getOrder();
        });
    }

    Order arrive() {
        return step((id, etag) -> {
            ArriveAtIncidentRequest request = ArriveAtIncidentRequest.newBuilder()
                    .setRequestId(id)
                    .setName(order)
                    .setEtag(etag)
                    .build();
            return retries.call(() -> orders.arriveAtIncident(request)).getOrder();
        });
    }

    Order clear() {
        return step((id, etag) -> {
            ClearOrderRequest request = ClearOrderRequest.newBuilder()
                    .setRequestId(id)
                    .setName(order)
                    .setEtag(etag)
                    .build();
            return retries.call(() -> orders.clearOrder(request)).getOrder();
        });
    }

    Order cancel(String reason) {
        return step((id, etag) -> {
            CancelOrderRequest request = CancelOrderRequest.newBuilder()
                    .setRequestId(id)
                    .setName(order)
                    .setEtag(etag)
                    .setReason(reason)
                    .build();
            return retries.call(() -> orders.cancelOrder(request)).getOrder();
        });
    }

    private interface Attempt {
        Order with(String requestId, String etag);
    }

    /** A rung of the ladder may come in between; then the step is decided again. */
    private Order step(Attempt attempt) {
        return Stale.again(() -> attempt.with(RequestId.fresh(), read().getEtag()));
    }
}
