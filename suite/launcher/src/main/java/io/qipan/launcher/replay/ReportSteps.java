package io.qipan.launcher.replay;

import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.client.Orders;
import io.qipan.launcher.client.Reasons;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.dispatch.v1.ArriveAtIncidentRequest;
import io.qipan.proto.dispatch.v1.ClearOrderRequest;
import io.qipan.proto.dispatch.v1.DepartToIncidentRequest;
import io.qipan.proto.dispatch.v1.GetOrderRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.RecordMilestoneRequest;

/** Tells what a unit reported about its order. Whatever the order's state allows, the time is kept. */
final class ReportSteps {

    private static final int MOST_ATTEMPTS = 20;

    private final Session session;

    ReportSteps(Session session) {
        this.session = session;
    }

    void report(Task.ReportStep task) {
        Order order = session.ledger.order(task.call(), task.unit());
        boolean onlyKeep = task.late();
        if (isTold(task, order)) {
            session.tally.found.increment();
        }
        for (int attempt = 0; !isTold(task, order); attempt++) {
            try {
                order = onlyKeep ? kept(task, order, attempt) : taken(task, order, attempt);
            } catch (StatusRuntimeException e) {
                ErrorReason reason = Reasons.of(e);
                if (attempt >= MOST_ATTEMPTS || !isOvertaken(reason)) {
                    throw e;
                }
                if (reason == ErrorReason.ILLEGAL_TRANSITION) {
                    onlyKeep = true;
                    session.tally.keptAsMilestone.increment();
                } else {
                    session.tally.overtaken.increment();
                }
                order = read(order.getName());
            }
            if (attempt >= MOST_ATTEMPTS) {
                throw new IllegalStateException(order.getName() + " does not show the milestone "
                        + task.stamp().step().milestone() + " that it was told");
            }
        }
        session.ledger.put(task.call(), task.unit(), order);
        session.tally.milestones.increment();
    }

    private static boolean isTold(Task.ReportStep task, Order order) {
        return Orders.holds(order, task.stamp().step().milestone(), task.stamp().at());
    }

    private static boolean isOvertaken(ErrorReason reason) {
        return reason == ErrorReason.STALE_ETAG
                || reason == ErrorReason.REQUEST_ID_REUSED
                || reason == ErrorReason.ILLEGAL_TRANSITION;
    }

    private Order taken(Task.ReportStep task, Order order, int attempt) {
        String id = requestId(task, "", attempt);
        Timestamp at = Stamps.of(task.stamp().at());
        return switch (task.stamp().step()) {
            case DEPART -> {
                DepartToIncidentRequest request = DepartToIncidentRequest.newBuilder()
                        .setRequestId(id)
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setOccurredAt(at)
                        .build();
                yield session.retries
                        .call(() -> session.orders.departToIncident(request))
                        .getOrder();
            }
            case ARRIVE -> {
                ArriveAtIncidentRequest request = ArriveAtIncidentRequest.newBuilder()
                        .setRequestId(id)
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setOccurredAt(at)
                        .build();
                yield session.retries
                        .call(() -> session.orders.arriveAtIncident(request))
                        .getOrder();
            }
            case CLEAR -> {
                ClearOrderRequest request = ClearOrderRequest.newBuilder()
                        .setRequestId(id)
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setOccurredAt(at)
                        .build();
                yield session.retries
                        .call(() -> session.orders.clearOrder(request))
                        .getOrder();
            }
            case TRANSPORT, HOSPITAL -> kept(task, order, attempt);
        };
    }

    private Order kept(Task.ReportStep task, Order order, int attempt) {
        RecordMilestoneRequest request = RecordMilestoneRequest.newBuilder()
                .setRequestId(requestId(task, "/kept", attempt))
                .setName(order.getName())
                .setEtag(order.getEtag())
                .setOccurredAt(Stamps.of(task.stamp().at()))
                .setKind(task.stamp().step().milestone())
                .build();
        return session.retries
                .call(() -> session.orders.recordMilestone(request))
                .getOrder();
    }

    private String requestId(Task.ReportStep task, String how, int attempt) {
        return session.requestId(
                task.call() + "/" + task.unit(), task.stamp().step().milestone() + how, attempt);
    }

    private Order read(String name) {
        GetOrderRequest request = GetOrderRequest.newBuilder().setName(name).build();
        return session.retries.call(() -> session.orders.getOrder(request)).getOrder();
    }
}
