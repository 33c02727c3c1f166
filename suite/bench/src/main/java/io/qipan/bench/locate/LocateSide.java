package io.qipan.bench.locate;

import io.qipan.bench.fleet.BenchGrid;
import io.qipan.bench.harness.Reply;
import io.qipan.bench.harness.Side;
import io.qipan.launcher.Board;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.GridServiceGrpc.GridServiceStub;
import io.qipan.proto.patrol.v1.LocatePointRequest;
import io.qipan.proto.patrol.v1.LocatePointResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks where random points of the city are; whoever answers on these boards. */
final class LocateSide implements Side, AutoCloseable {

    /** As many consoles would; one connection is served by one event loop. */
    private static final int CONNECTIONS = 4;

    private final String title;
    private final int concurrency;
    private final BenchGrid grid;
    private final List<Board> boards;
    private final List<GridServiceStub> stubs;
    private final AtomicInteger turn = new AtomicInteger();

    LocateSide(String title, int concurrency, BenchGrid grid, Supplier<Board> connect) {
        this.title = title;
        this.concurrency = concurrency;
        this.grid = grid;
        this.boards = Stream.generate(connect).limit(CONNECTIONS).toList();
        this.stubs = boards.stream()
                .map(board -> GridServiceGrpc.newStub(board.patrol()))
                .toList();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public CompletionStage<LocatePointResponse> once() {
        return locate();
    }

    CompletableFuture<LocatePointResponse> locate() {
        Reply<LocatePointResponse> reply = new Reply<>();
        stubs.get(Math.floorMod(turn.getAndIncrement(), stubs.size()))
                .locatePoint(
                        LocatePointRequest.newBuilder()
                                .setPoint(grid.somewhere(ThreadLocalRandom.current()))
                                .build(),
                        reply);
        return reply.message().thenApply(LocateSide::checked);
    }

    private static LocatePointResponse checked(LocatePointResponse response) {
        if (response.getRevision() == 0) {
            throw new IllegalStateException("There is no grid");
        }
        return response;
    }

    @Override
    public void close() {
        boards.forEach(Board::close);
    }
}
