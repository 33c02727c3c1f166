package io.qipan.bench.orders;

import io.qipan.bench.fleet.UnitWatch;
import io.qipan.bench.harness.Latencies;
import io.qipan.bench.harness.Reply;
import io.qipan.bench.harness.Side;
import io.qipan.launcher.Bearer;
import io.qipan.launcher.Board;
import io.qipan.launcher.Role;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.Workspace;
import io.qipan.proto.dispatch.v1.Audience;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.proto.dispatch.v1.IssueCommandOrderResponse;
import io.qipan.proto.dispatch.v1.WithdrawCommandOrderRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The claim: one order over gRPC, until every unit has its notice by its own watch. All of them are exercises. */
final class CommandSide implements Side, AutoCloseable {
    /** Streams are spread over as many; one connection is served by one event loop. */
    private static final int CONNECTIONS = 8;

    private static final Duration TOKEN_LIFE = Duration.ofHours(8);

    private final List<String> units;
    private final List<Board> boards;
    private final Latencies committed = new Latencies();
    private final Map<String, Arriving> arriving = new ConcurrentHashMap<>();
    private final List<CommandOrder> issued = new CopyOnWriteArrayList<>();

    /** One order on its way; a unit that were told twice would be counted and never missed. */
    private static final class Arriving {
        private final Set<String> missing = ConcurrentHashMap.newKeySet();
        private final CompletableFuture<Void> everywhere = new CompletableFuture<>();

        Arriving(List<String> units) {
            missing.addAll(units);
        }

        void at(String unit) {
            if (!missing.remove(unit)) {
                everywhere.completeExceptionally(new IllegalStateException(unit + " was told twice"));
            } else if (missing.isEmpty()) {
                everywhere.complete(null);
            }
        }
    }

    CommandSide(Workspace workspace, List<String> units) {
        this.units = units;
        this.boards =
                Stream.generate(() -> Board.of(workspace)).limit(CONNECTIONS).toList();
        Tokens tokens = Tokens.of(workspace);
        CompletableFuture.allOf(IntStream.range(0, units.size())
                        .mapToObj(i -> watch(boards.get(i % CONNECTIONS), units.get(i), tokens))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private CompletableFuture<Void> watch(Board board, String unit, Tokens tokens) {
        Bearer token = new Bearer(tokens.mint(unit, Set.of(Role.UNIT), Optional.of(unit), TOKEN_LIFE));
        return new UnitWatch<>(board, token, "commandNotices", CommandNotice.class, notice -> seen(unit, notice))
                .watching();
    }

    private void seen(String unit, CommandNotice notice) {
        if (notice.getState() == CommandNotice.State.SENT) {
            arriving.computeIfAbsent(notice.getTitle(), _ -> new Arriving(units))
                    .at(unit);
        }
    }

    @Override
    public String title() {
        return "Order to every unit's watch";
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public int yields() {
        return units.size();
    }

    @Override
    public CompletableFuture<Void> once() {
        String title = "Measured " + UUID.randomUUID();
        CompletableFuture<Void> everywhere = arriving.computeIfAbsent(title, _ -> new Arriving(units)).everywhere;
        long begun = System.nanoTime();
        Reply<IssueCommandOrderResponse> reply = new Reply<>();
        CommandOrderServiceGrpc.newStub(boards.getFirst().dispatch()).issueCommandOrder(request(title), reply);
        return reply.message()
                .thenAccept(response -> {
                    committed.add(System.nanoTime() - begun);
                    issued.add(response.getOrder());
                })
                .thenCombine(everywhere, (done, same) -> done)
                .toCompletableFuture();
    }

    private IssueCommandOrderRequest request(String title) {
        return IssueCommandOrderRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setKind(CommandOrder.Kind.INFORM)
                .setTitle(title)
                .setText("Measured by ./qipan bench orders; there is nothing to do here.")
                .setAudience(Audience.newBuilder().addAllUnits(units))
                .setExercise(true)
                .setAcknowledgeWithinS(86_400)
                .build();
    }

    /** From the call to its answer, of all that was issued since this was asked last. */
    Latencies committed() {
        return committed;
    }

    CommandOrder first() {
        return issued.getFirst();
    }

    /** Takes back what was issued, so that nobody is reminded of it. */
    void withdrawAll() {
        issued.forEach(order -> {
            var ignored = CommandOrderServiceGrpc.newBlockingStub(
                            boards.getFirst().dispatch())
                    .withdrawCommandOrder(WithdrawCommandOrderRequest.newBuilder()
                            .setRequestId(UUID.randomUUID().toString())
                            .setName(order.getName())
                            .setEtag(order.getEtag())
                            .setReason("The measurement is over")
                            .build());
        });
        issued.clear();
    }

    @Override
    public void close() {
        withdrawAll();
        boards.forEach(Board::close);
    }
}
