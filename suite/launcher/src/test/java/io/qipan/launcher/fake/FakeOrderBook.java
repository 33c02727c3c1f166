package io.qipan.launcher.fake;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.qipan.launcher.client.Orders;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.patrol.v1.Commitment;
import java.util.Locale;

/** The rules of orders and commitments, as the contracts tell them. */
public final class FakeOrderBook {

    private final FakeStore store;
    private int looksBeforeSent;

    FakeOrderBook(FakeStore store) {
        this.store = store;
    }

    Order found(String name) {
        return FakeStore.found(store.orders.get(name), name);
    }

    /** As if the units were committed only after so many looks at orders. */
    public void commitAfterLooks(int looks) {
        looksBeforeSent = looks;
    }

    /** An order as a client sees it now. */
    Order seen(String name) {
        Order order = found(name);
        if (looksBeforeSent > 0 && order.getState() == Order.State.SENT) {
            looksBeforeSent--;
            return order.toBuilder().setState(Order.State.REQUESTED).build();
        }
        return order;
    }

    Order send(String incident, String unit, Timestamp at, boolean divert) {
        Order requested = noting(
                Order.newBuilder()
                        .setName(FakeStore.name("orders"))
                        .setEtag("0")
                        .setState(Order.State.REQUESTED)
                        .setIncident(incident)
                        .setUnit(unit)
                        .build(),
                "requested",
                at);
        Commitment held = store.commitments.get(unit);
        if (held != null && !divert) {
            return save(end(requested, Order.State.REFUSED, unit + " is committed to " + held.getOrder(), at));
        }
        if (held != null) {
            Order from = found(held.getOrder());
            boolean onScene = from.getState() == Order.State.ON_SCENE;
            save(end(from, onScene ? Order.State.CLEARED : Order.State.CANCELLED, "diverted", at));
        }
        store.commitments.put(
                unit,
                Commitment.newBuilder()
                        .setUnit(unit)
                        .setOrder(requested.getName())
                        .build());
        return save(noting(requested.toBuilder().setState(Order.State.SENT).build(), "sent", at));
    }

    Order reach(String name, String etag, Order.State next, Timestamp at) {
        Order order = found(name);
        FakeStore.requireEtag(name, order.getEtag(), etag);
        if (!leadsTo(order.getState(), next)) {
            throw FakeRefusal.illegal(name, order.getState());
        }
        if (next == Order.State.CLEARED || next == Order.State.CANCELLED) {
            store.commitments.remove(order.getUnit());
            return save(end(order, next, "", at));
        }
        return save(noting(order.toBuilder().setState(next).build(), word(next), at));
    }

    Order keep(String name, String etag, String kind, Timestamp at) {
        Order order = found(name);
        FakeStore.requireEtag(name, order.getEtag(), etag);
        return save(noting(order, kind, at));
    }

    /** Takes a step of the ladder. */
    public Order escalate(String name) {
        Order order = found(name);
        return save(order.toBuilder()
                .setEtag(FakeStore.next(order.getEtag()))
                .addEscalations(Order.Escalation.newBuilder()
                        .setStep(order.getEscalationsCount() + 1)
                        .setAction("alert_unit_again")
                        .setAt(FakeStore.now()))
                .build());
    }

    /** Gives up on an order that nobody answered. */
    public Order timeOut(String name) {
        Order order = found(name);
        store.commitments.remove(order.getUnit());
        return save(end(order, Order.State.TIMED_OUT, "Nobody acknowledged", FakeStore.now()));
    }

    private static boolean leadsTo(Order.State from, Order.State next) {
        return switch (from) {
            case SENT, DELIVERED, ACCEPTED, ON_THE_WAY -> next.getNumber() > from.getNumber();
            case ON_SCENE -> next == Order.State.CLEARED;
            default -> false;
        };
    }

    private static Order end(Order order, Order.State state, String reason, Timestamp at) {
        Order noted = noting(order, word(state), at);
        return noted.toBuilder().setState(state).setReason(reason).build();
    }

    private static Order noting(Order order, String kind, Timestamp at) {
        boolean outOfOrder = order.getMilestonesList().stream()
                .anyMatch(milestone -> Timestamps.compare(at, milestone.getOccurredAt()) < 0);
        return order.toBuilder()
                .setEtag(FakeStore.next(order.getEtag()))
                .addMilestones(Order.Milestone.newBuilder()
                        .setKind(kind)
                        .setOccurredAt(at)
                        .setOutOfOrder(outOfOrder)
                        .setLate(Orders.isOver(order)))
                .build();
    }

    private static String word(Order.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Order save(Order order) {
        store.orders.put(order.getName(), order);
        String actor = order.getEscalationsCount() > 0 ? "system:order.acknowledge" : "crew";
        store.tell(order.getName(), "order." + word(order.getState()), FakeStore.now(), actor, order);
        return order;
    }
}
