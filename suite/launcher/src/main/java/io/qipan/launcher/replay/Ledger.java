package io.qipan.launcher.replay;

import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Order;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What the service answered last about each call, incident and order of the recording. */
final class Ledger {

    /** An incident's name and current etag. */
    record Incident(String name, String etag) {}

    private record Sent(String call, String unit) {}

    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final Map<String, Incident> incidents = new ConcurrentHashMap<>();
    private final Map<Sent, Order> orders = new ConcurrentHashMap<>();

    Call call(String key) {
        return Objects.requireNonNull(calls.get(key), key);
    }

    void put(String key, Call call) {
        calls.put(key, call);
    }

    Incident incident(String callKey) {
        return Objects.requireNonNull(incidents.get(callKey), callKey);
    }

    void put(String callKey, Incident incident) {
        incidents.put(callKey, incident);
    }

    Order order(String callKey, String unit) {
        return Objects.requireNonNull(orders.get(new Sent(callKey, unit)), unit);
    }

    void put(String callKey, String unit, Order order) {
        orders.put(new Sent(callKey, unit), order);
    }

    Collection<Order> orders() {
        return orders.values();
    }
}
