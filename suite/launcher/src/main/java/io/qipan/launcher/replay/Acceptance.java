package io.qipan.launcher.replay;

import io.grpc.StatusRuntimeException;
import io.qipan.launcher.client.Reasons;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.AcceptOrderRequest;
import io.qipan.proto.dispatch.v1.GetOrderRequest;
import io.qipan.proto.dispatch.v1.Order;

/**
 * Accepts an order by voice for its crew. A file does not tell when crews accepted; where its time passes slowly the ladder
 * would give up on them long before they report that they are on the way.
 */
final class Acceptance {

    private static final int MOST_ATTEMPTS = 20;

    private final Session session;

    Acceptance(Session session) {
        this.session = session;
    }

    /** The order as it is when somebody has accepted it, or when that is no question any more. */
    Order of(Task.SendUnit task, Order sent) {
        Order order = sent;
        for (int attempt = 0; isUnanswered(order); attempt++) {
            AcceptOrderRequest request = request(task, order, attempt);
            try {
                order = session.retries
                        .call(() -> session.orders.acceptOrder(request))
                        .getOrder();
                session.tally.accepted.increment();
            } catch (StatusRuntimeException e) {
                requireOvertaken(e, attempt);
                order = read(order.getName());
            }
        }
        return order;
    }

    private static boolean isUnanswered(Order order) {
        return order.getState() == Order.State.SENT || order.getState() == Order.State.DELIVERED;
    }

    private AcceptOrderRequest request(Task.SendUnit task, Order order, int attempt) {
        String row = task.call() + "/" + task.order().unit();
        return AcceptOrderRequest.newBuilder()
                .setRequestId(session.requestId(row, "accept", attempt))
                .setName(order.getName())
                .setEtag(order.getEtag())
                .setOccurredAt(Stamps.of(task.order().sentAt()))
                .setByVoice(true)
                .build();
    }

    private void requireOvertaken(StatusRuntimeException e, int attempt) {
        boolean overtaken = switch (Reasons.of(e)) {
            case STALE_ETAG, REQUEST_ID_REUSED, ILLEGAL_TRANSITION -> true;
            default -> false;
        };
        if (!overtaken || attempt >= MOST_ATTEMPTS) {
            throw e;
        }
        session.tally.overtaken.increment();
    }

    private Order read(String name) {
        GetOrderRequest request = GetOrderRequest.newBuilder().setName(name).build();
        return session.retries.call(() -> session.orders.getOrder(request)).getOrder();
    }
}
