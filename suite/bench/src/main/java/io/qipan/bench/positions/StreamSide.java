package io.qipan.bench.positions;

import io.qipan.bench.fleet.Fixes;
import io.qipan.bench.fleet.PositionSender;
import io.qipan.bench.harness.Side;
import io.qipan.launcher.Board;
import io.qipan.launcher.Workspace;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The claim: fixes through StreamPositions, each batch done when it is acknowledged. */
final class StreamSide implements Side, AutoCloseable {

    /** As many gateways would; one connection is served by one event loop. */
    private static final int CONNECTIONS = 4;
    /** Half of what the service reads ahead: a stream never waits for its acknowledgements. */
    private static final int BATCHES_OF_A_STREAM = 4;

    private final List<Board> boards;
    private final List<PositionSender> senders;
    private final int perBatch;
    private final AtomicInteger turn = new AtomicInteger();

    StreamSide(Workspace workspace, int streams, Fixes fixes) {
        this.perBatch = fixes.perBatch();
        this.boards =
                Stream.generate(() -> Board.of(workspace)).limit(CONNECTIONS).toList();
        this.senders = IntStream.range(0, streams)
                .mapToObj(i -> new PositionSender(boards.get(i % CONNECTIONS), fixes, "stream-" + i))
                .toList();
    }

    @Override
    public String title() {
        return "StreamPositions over gRPC";
    }

    @Override
    public int concurrency() {
        return senders.size() * BATCHES_OF_A_STREAM;
    }

    @Override
    public int yields() {
        return perBatch;
    }

    @Override
    public CompletionStage<?> once() {
        return senders.get(Math.floorMod(turn.getAndIncrement(), senders.size()))
                .send();
    }

    @Override
    public void close() {
        boards.forEach(Board::close);
    }
}
