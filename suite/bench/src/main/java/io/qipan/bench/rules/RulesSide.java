package io.qipan.bench.rules;

import com.google.protobuf.util.Timestamps;
import io.qipan.bench.harness.Reply;
import io.qipan.bench.harness.Side;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.EvaluateActRequest;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.proto.ecology.v1.RuleServiceGrpc;
import io.qipan.proto.ecology.v1.RuleServiceGrpc.RuleServiceStub;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Acts at random places among the rules; asked of whoever answers on these boards. */
final class RulesSide implements Side, AutoCloseable {

    /** As many consoles would; one connection is served by one event loop. */
    private static final int CONNECTIONS = 4;
    /** Within the season of every invented rule. */
    private static final Instant ACT = Instant.parse("2026-07-01T02:00:00Z");

    private final String title;
    private final int concurrency;
    private final RuleFiles rules;
    private final List<Board> boards;
    private final List<RuleServiceStub> stubs;
    private final AtomicInteger turn = new AtomicInteger();

    RulesSide(String title, int concurrency, RuleFiles rules, Supplier<Board> connect) {
        this.title = title;
        this.concurrency = concurrency;
        this.rules = rules;
        this.boards = Stream.generate(connect).limit(CONNECTIONS).toList();
        this.stubs = boards.stream()
                .map(board -> RuleServiceGrpc.newStub(board.ecology()))
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
    public CompletionStage<EvaluateActResponse> once() {
        return evaluate(RuleFiles.ACTIVITIES.get(ThreadLocalRandom.current().nextInt(RuleFiles.ACTIVITIES.size())));
    }

    CompletableFuture<EvaluateActResponse> evaluate(String activity) {
        Reply<EvaluateActResponse> reply = new Reply<>();
        stubs.get(Math.floorMod(turn.getAndIncrement(), stubs.size())).evaluateAct(request(activity), reply);
        return reply.message();
    }

    private EvaluateActRequest request(String activity) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        double[] place = rules.somewhere(random);
        return EvaluateActRequest.newBuilder()
                .setActAt(Timestamps.fromMillis(ACT.toEpochMilli()))
                .setActivity(activity)
                .setPoint(Point.newBuilder()
                        .setLatitude(place[0])
                        .setLongitude(place[1])
                        .setDatum(Datum.WGS84))
                .setUncertaintyM(20)
                .build();
    }

    @Override
    public void close() {
        boards.forEach(Board::close);
    }
}
