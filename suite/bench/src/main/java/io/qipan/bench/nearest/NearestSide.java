package io.qipan.bench.nearest;

import io.qipan.bench.harness.Reply;
import io.qipan.bench.harness.Side;
import io.qipan.launcher.Board;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsResponse;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc.UnitServiceStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Searches at random places of the city, each for what a call may need; to whoever answers on these boards. */
final class NearestSide implements Side, AutoCloseable {

    /** As many consoles would; one connection is served by one event loop. */
    private static final int CONNECTIONS = 4;

    private static final Duration TIME_TO_SHOW = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** None of which the season keeps anybody from, so that the same units are found all year. */
    private static final List<List<String>> NEEDS =
            List.of(List.of(), List.of("road", "law_enforcement"), List.of("air", "search"), List.of("first_aid"));

    private final String title;
    private final int concurrency;
    private final int found;
    private final List<Board> boards;
    private final List<UnitServiceStub> stubs;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param found units that every answer must have
     */
    NearestSide(String title, int concurrency, int found, Supplier<Board> connect) {
        this.title = title;
        this.concurrency = concurrency;
        this.found = found;
        this.boards = Stream.generate(connect).limit(CONNECTIONS).toList();
        this.stubs = boards.stream()
                .map(board -> UnitServiceGrpc.newStub(board.patrol()))
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
    public CompletionStage<FindNearestUnitsResponse> once() {
        return find();
    }

    CompletableFuture<FindNearestUnitsResponse> find() {
        Reply<FindNearestUnitsResponse> reply = new Reply<>();
        stubs.get(Math.floorMod(turn.getAndIncrement(), stubs.size())).findNearestUnits(request(), reply);
        return reply.message().thenApply(this::checked);
    }

    /** Waits until every need can be met: a position is acknowledged when it is stored, and shown a little later. */
    void awaitUnits() throws InterruptedException {
        Instant end = Instant.now().plus(TIME_TO_SHOW);
        for (List<String> need : NEEDS) {
            int shown = shown(need);
            while (shown < found) {
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("Only " + shown + " units with " + need + " are found "
                            + TIME_TO_SHOW.toSeconds() + " s after they were placed, not " + found);
                }
                Thread.sleep(LOOK_AGAIN);
                shown = shown(need);
            }
        }
    }

    private int shown(List<String> need) {
        Reply<FindNearestUnitsResponse> reply = new Reply<>();
        stubs.getFirst().findNearestUnits(request(need), reply);
        return reply.message().join().getUnitsCount();
    }

    private FindNearestUnitsRequest request() {
        return request(NEEDS.get(ThreadLocalRandom.current().nextInt(NEEDS.size())));
    }

    private FindNearestUnitsRequest request(List<String> need) {
        return FindNearestUnitsRequest.newBuilder()
                .setPoint(NearestCommand.somewhere(ThreadLocalRandom.current()))
                .addAllCapabilities(need)
                .setLimit(found)
                .build();
    }

    private FindNearestUnitsResponse checked(FindNearestUnitsResponse response) {
        if (response.getUnitsCount() != found) {
            throw new IllegalStateException("Found " + response.getUnitsCount() + " units and not " + found);
        }
        return response;
    }

    @Override
    public void close() {
        boards.forEach(Board::close);
    }
}
