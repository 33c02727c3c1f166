package io.qipan.dispatch.afteraction;

import com.google.protobuf.Message;
import io.qipan.dispatch.call.CallMessages;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.incident.IncidentMessages;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.order.StoredOrders;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.runtime.journal.JournaledKinds;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What is stored now, as its Get would tell it. Inside a unit of work only. */
@Singleton
class StoredStates {
    private static final Set<String> KINDS = Set.of("calls", "incidents", "orders");

    private final CallRecords calls;
    private final IncidentRecords incidents;
    private final StoredOrders orders;

    StoredStates(CallRecords calls, IncidentRecords incidents, StoredOrders orders) {
        this.calls = calls;
        this.incidents = incidents;
        this.orders = orders;
    }

    /** Whether it can be compared. */
    static boolean include(String resource) {
        return KINDS.contains(JournaledKinds.kindOf(resource));
    }

    /** Empty if there is no such row. */
    Optional<Message> of(String resource) {
        return switch (JournaledKinds.kindOf(resource)) {
            case "calls" -> found(() -> CallMessages.message(calls.get(CallId.parse(resource))));
            case "incidents" -> found(() -> IncidentMessages.message(incidents.get(IncidentId.parse(resource))));
            case "orders" -> orders.find(OrderId.parse(resource)).map(Message.class::cast);
            default -> throw new IllegalArgumentException(resource + " cannot be compared");
        };
    }

    /** Without what follows from the incident, which is compared itself: earlier, orders did not tell of drills. */
    static Message comparable(Message state) {
        return state instanceof Order order ? order.toBuilder().clearDrill().build() : state;
    }

    private static Optional<Message> found(Supplier<Message> stored) {
        try {
            return Optional.of(stored.get());
        } catch (RefusedException e) {
            if (e.refusal().reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
