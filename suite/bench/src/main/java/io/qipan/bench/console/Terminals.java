package io.qipan.bench.console;

import io.qipan.bench.fleet.UnitWatch;
import io.qipan.bench.harness.Reply;
import io.qipan.launcher.Bearer;
import io.qipan.launcher.Board;
import io.qipan.launcher.Role;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.client.RequestId;
import io.qipan.proto.dispatch.v1.ClearOrderRequest;
import io.qipan.proto.dispatch.v1.ConfirmDeliveryRequest;
import io.qipan.proto.dispatch.v1.ConfirmDeliveryResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The terminals of all units: each watches for the orders of its unit, and confirms at once that it has one. */
final class Terminals {

    private static final Duration TOKEN_LIFE = Duration.ofHours(8);

    private record Terminal(Board board, Bearer token) {}

    private final Map<String, Terminal> terminals = new HashMap<>();
    private final Map<String, CompletableFuture<Order>> delivered = new ConcurrentHashMap<>();

    Terminals(List<Board> boards, Tokens tokens, List<String> units) {
        for (String unit : units) {
            Bearer token = new Bearer(tokens.mint(unit, Set.of(Role.UNIT), Optional.of(unit), TOKEN_LIFE));
            terminals.put(unit, new Terminal(boards.get(terminals.size() % boards.size()), token));
        }
        List<UnitWatch<Order>> watches = terminals.values().stream()
                .map(terminal -> new UnitWatch<>(
                        terminal.board(), terminal.token(), "orders", Order.class, order -> seen(terminal, order)))
                .toList();
        watches.forEach(watch -> watch.watching().join());
    }

    private void seen(Terminal terminal, Order order) {
        if (order.getState() != Order.State.SENT) {
            return;
        }
        Reply<ConfirmDeliveryResponse> reply = new Reply<>();
        OrderServiceGrpc.newStub(terminal.board().dispatch())
                .withCallCredentials(terminal.token())
                .confirmDelivery(
                        ConfirmDeliveryRequest.newBuilder()
                                .setRequestId(RequestId.fresh())
                                .setName(order.getName())
                                .setEtag(order.getEtag())
                                .build(),
                        reply);
        CompletableFuture<Order> waiting = delivered(order.getName());
        CompletableFuture<Boolean> unused = reply.message()
                .handle((answer, failure) ->
                        failure == null ? waiting.complete(answer.getOrder()) : waiting.completeExceptionally(failure));
    }

    boolean isOf(String unit) {
        return terminals.containsKey(unit);
    }

    /** Completes with the order as it is when its unit's terminal has confirmed it. */
    CompletableFuture<Order> delivered(String order) {
        return delivered.computeIfAbsent(order, unseen -> new CompletableFuture<>());
    }

    /** The crew is done, without having gone anywhere. */
    void clear(Order order) {
        delivered.remove(order.getName());
        Terminal terminal = Objects.requireNonNull(terminals.get(order.getUnit()));
        Order ignored = OrderServiceGrpc.newBlockingStub(terminal.board().dispatch())
                .withCallCredentials(terminal.token())
                .clearOrder(ClearOrderRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .build())
                .getOrder();
    }
}
