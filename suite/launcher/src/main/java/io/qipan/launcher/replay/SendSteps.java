package io.qipan.launcher.replay;

import io.grpc.StatusRuntimeException;
import io.qipan.launcher.client.Reasons;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.GetOrderRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.RequestOrdersRequest;
import io.qipan.proto.dispatch.v1.RequestOrdersResponse;
import java.util.Optional;

/** Sends one unit to one call, and sees to it that it is really sent. */
final class SendSteps {

    private static final int MOST_ATTEMPTS = 20;
    /** The unit's last order may be over in dispatch a little before patrol has freed the unit. */
    private static final int MOST_REFUSALS = 6;

    private final Session session;
    private final Acceptance acceptance;

    SendSteps(Session session) {
        this.session = session;
        this.acceptance = new Acceptance(session);
    }

    /**
     * @param acceptFirst accept for the crew, because its next report may be a long time off
     */
    void send(Task.SendUnit task, boolean acceptFirst) {
        Order sent = sent(task);
        session.ledger.put(task.call(), task.order().unit(), acceptFirst ? acceptance.of(task, sent) : sent);
        task.takenFrom().ifPresent(call -> readAgain(call, task.order().unit()));
        session.tally.orders.increment();
    }

    private Order sent(Task.SendUnit task) {
        int refusals = 0;
        for (int attempt = 0; ; attempt++) {
            Order order;
            try {
                order = requested(task, attempt);
            } catch (StatusRuntimeException e) {
                Optional<Order> there = whatIsThere(task, e, attempt);
                if (there.isEmpty()) {
                    continue;
                }
                session.tally.found.increment();
                order = there.get();
            }
            Order settled = settled(order);
            if (settled.getState() != Order.State.REFUSED || refusals == MOST_REFUSALS) {
                return settled;
            }
            refusals++;
            session.tally.sentAgain.increment();
            session.retries.pauseBeforeAttempt(refusals);
        }
    }

    private Order requested(Task.SendUnit task, int attempt) {
        Ledger.Incident incident = session.ledger.incident(task.call());
        String row = task.call() + "/" + task.order().unit();
        RequestOrdersRequest request = RequestOrdersRequest.newBuilder()
                .setRequestId(session.requestId(row, "send", attempt))
                .setIncident(incident.name())
                .setIncidentEtag(incident.etag())
                .addUnits(task.order().unit())
                .setSentAt(Stamps.of(task.order().sentAt()))
                .setDivert(task.takenFrom().isPresent())
                .build();
        RequestOrdersResponse response = session.retries.call(() -> session.orders.requestOrders(request));
        session.ledger.put(task.call(), new Ledger.Incident(incident.name(), response.getIncidentEtag()));
        return response.getOrders(0);
    }

    /** After a refusal: the order that an earlier run has sent, or nothing when it should be tried again. */
    private Optional<Order> whatIsThere(Task.SendUnit task, StatusRuntimeException e, int attempt) {
        boolean overtaken = switch (Reasons.of(e)) {
            case STALE_ETAG, REQUEST_ID_REUSED, ILLEGAL_TRANSITION, UNIT_ALREADY_ORDERED -> true;
            default -> false;
        };
        if (!overtaken || attempt >= MOST_ATTEMPTS) {
            throw e;
        }
        session.tally.overtaken.increment();
        Incident incident = readIncident(task.call());
        Optional<Order> there = listed(incident.getName(), task.order().unit());
        if (there.isEmpty() && incident.getState() == Incident.State.ENDED) {
            throw e;
        }
        return there;
    }

    private Incident readIncident(String call) {
        GetIncidentRequest request = GetIncidentRequest.newBuilder()
                .setName(session.ledger.incident(call).name())
                .build();
        Incident incident = session.retries
                .call(() -> session.incidents.getIncident(request))
                .getIncident();
        session.ledger.put(call, new Ledger.Incident(incident.getName(), incident.getEtag()));
        return incident;
    }

    private Optional<Order> listed(String incident, String unit) {
        ListOrdersRequest request = ListOrdersRequest.newBuilder()
                .setOptionalIncident(incident)
                .setOptionalUnit(unit)
                .build();
        return session.retries.call(() -> session.orders.listOrders(request)).getOrdersList().stream()
                .filter(order -> order.getState() != Order.State.REFUSED)
                .findFirst();
    }

    /** While patrol-service is away an order waits as requested. */
    private Order settled(Order order) {
        GetOrderRequest request =
                GetOrderRequest.newBuilder().setName(order.getName()).build();
        return order.getState() != Order.State.REQUESTED
                ? order
                : session.retries.until(
                        now -> now.getState() != Order.State.REQUESTED,
                        () -> session.orders.getOrder(request).getOrder());
    }

    /** The order that the unit was taken from has changed with it. */
    private void readAgain(String call, String unit) {
        GetOrderRequest request = GetOrderRequest.newBuilder()
                .setName(session.ledger.order(call, unit).getName())
                .build();
        session.ledger.put(
                call,
                unit,
                session.retries.call(() -> session.orders.getOrder(request)).getOrder());
    }
}
