package io.qipan.dispatch.order;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.Report;
import io.qipan.dispatch.order.model.Step;
import io.qipan.proto.dispatch.v1.RequestOrdersRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores an order for each unit. Nothing is committed yet: that is asked of patrol-service after this is durable. */
@Singleton
class RequestOrders {
    private final Orders orders;
    private final OrderRecords records;
    private final IncidentRecords incidents;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RequestOrders(
            Orders orders,
            OrderRecords records,
            IncidentRecords incidents,
            DispatchSettings settings,
            InstantSource clock) {
        this.orders = orders;
        this.records = records;
        this.incidents = incidents;
        this.settings = settings;
        this.clock = clock;
    }

    /** What was requested, and the incident as it is with it. */
    record Requested(List<Order> orders, Incident incident) {}

    Requested request(RequestOrdersRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Instant sentAt = Times.occurred(request.hasSentAt(), request.getSentAt(), now);
        Incident incident = incidents.lock(IncidentId.parse(request.getIncident()), request.getIncidentEtag());
        Incident active =
                incident.activate(now.plus(settings.checkActiveIncident())).orRefuse();
        List<Order> open = orders.openOf(request.getUnitsList());
        List<Order> requested = new ArrayList<>();
        for (String unit : request.getUnitsList()) {
            refuseIfOrderedAlready(unit, incident.id(), open);
            refuseIfKept(unit, incident.drill(), open);
            Order order = Order.requested(
                    new OrderId(UuidCreator.getTimeOrderedEpoch()),
                    incident.id(),
                    unit,
                    request.getInstruction(),
                    caller.subject(),
                    request.getDivert() ? holderOf(unit, open) : Optional.empty(),
                    incident.drill(),
                    new Report(sentAt, now, caller.subject(), false),
                    now.plus(settings.settleOrder()));
            records.add(order, sentAt);
            requested.add(order);
        }
        return new Requested(requested, incidents.change(active, "incident.units_ordered", sentAt, ""));
    }

    private static void refuseIfOrderedAlready(String unit, IncidentId incident, List<Order> open) {
        for (Order order : open) {
            if (order.unit().equals(unit) && order.incident().equals(incident)) {
                throw Refusal.of(
                                Reason.UNIT_ALREADY_ORDERED,
                                unit + " has an open order for this incident: "
                                        + order.id().name() + ".")
                        .with("unit", unit)
                        .with("order", order.id().name())
                        .asException();
            }
        }
    }

    /** Also without a diversion: one that still waits for patrol-service would find the unit taken. */
    private static void refuseIfKept(String unit, boolean drill, List<Order> open) {
        open.stream()
                .filter(order -> order.unit().equals(unit))
                .flatMap(order -> order.keepsItsUnitFrom(drill).stream())
                .findFirst()
                .ifPresent(refusal -> {
                    throw refusal.asException();
                });
    }

    /** The order that the unit is committed to: the one that was sent, or else the one that was asked for last. */
    private static Optional<OrderId> holderOf(String unit, List<Order> open) {
        return open.stream()
                .filter(order -> order.unit().equals(unit))
                .reduce((earlier, later) ->
                        later.isAt(Step.REQUESTED) && !earlier.isAt(Step.REQUESTED) ? earlier : later)
                .map(Order::id);
    }
}
