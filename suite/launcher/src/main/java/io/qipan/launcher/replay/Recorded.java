package io.qipan.launcher.replay;

import io.qipan.launcher.client.Orders;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListCallsResponse;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.ListOrdersResponse;
import io.qipan.proto.dispatch.v1.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a board holds of a recording before it is replayed. */
final class Recorded {

    private static final int PAGE = 1000;

    private final Session session;
    private final Map<String, Call> calls = new HashMap<>();
    private final Map<String, List<Order>> orders = new HashMap<>();

    private Recorded(Session session) {
        this.session = session;
    }

    /** When the last thing of the plan is due that the board holds; nothing when it holds none of it. */
    static Optional<Instant> until(Session session, Plan plan) {
        Recorded recorded = new Recorded(session);
        recorded.readCalls();
        if (!recorded.calls.isEmpty()) {
            recorded.readOrders();
        }
        return plan.tasks().stream().filter(recorded::holds).map(Task::due).max(Comparator.naturalOrder());
    }

    private void readCalls() {
        String token = "";
        do {
            ListCallsRequest request = ListCallsRequest.newBuilder()
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build();
            ListCallsResponse page = session.retries.call(() -> session.calls.listCalls(request));
            page.getCallsList().stream()
                    .filter(call -> call.getExternalReference().startsWith(session.recording.reference("")))
                    .forEach(call -> calls.put(call.getExternalReference(), call));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
    }

    private void readOrders() {
        String token = "";
        do {
            ListOrdersRequest request = ListOrdersRequest.newBuilder()
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build();
            ListOrdersResponse page = session.retries.call(() -> session.orders.listOrders(request));
            page.getOrdersList()
                    .forEach(order -> orders.computeIfAbsent(order.getIncident(), key -> new ArrayList<>())
                            .add(order));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
    }

    private boolean holds(Task task) {
        return switch (task) {
            case Task.CreateCall create -> incident(create.call().key()).isPresent();
            case Task.OpenIncident open ->
                incident(open.call().key()).filter(name -> !name.isEmpty()).isPresent();
            case Task.SendUnit send -> !orders(send.call(), send.order().unit()).isEmpty();
            case Task.ReportStep report ->
                orders(report.call(), report.unit()).stream()
                        .anyMatch(order -> Orders.holds(
                                order,
                                report.stamp().step().milestone(),
                                report.stamp().at()));
            // Units need no time, and an incident may have been ended by somebody else.
            case Task.RegisterUnit _, Task.EndIncident _ -> false;
        };
    }

    private Optional<String> incident(String call) {
        return Optional.ofNullable(calls.get(session.recording.reference(call))).map(Call::getIncident);
    }

    private List<Order> orders(String call, String unit) {
        return incident(call).map(name -> orders.getOrDefault(name, List.of())).orElse(List.of()).stream()
                .filter(order -> order.getUnit().equals(unit) && order.getState() != Order.State.REFUSED)
                .toList();
    }
}
