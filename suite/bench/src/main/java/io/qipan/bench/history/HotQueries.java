package io.qipan.bench.history;

import com.google.protobuf.Timestamp;
import io.qipan.bench.fleet.Fixes;
import io.qipan.bench.fleet.PositionSender;
import io.qipan.bench.harness.Reply;
import io.qipan.bench.harness.Side;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsResponse;
import io.qipan.proto.patrol.v1.GetUnitRequest;
import io.qipan.proto.patrol.v1.GetUnitResponse;
import io.qipan.proto.patrol.v1.ListPositionsRequest;
import io.qipan.proto.patrol.v1.ListPositionsResponse;
import io.qipan.proto.patrol.v1.ListUnitKindsRequest;
import io.qipan.proto.patrol.v1.ListUnitKindsResponse;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** What is asked all day, each about a unit at random. */
record HotQueries(Board board, List<String> units, Fixes fixes, LocalDate oldDay) {

    private static final int UNDER_WAY = 4;
    private static final Duration LATELY = Duration.ofHours(1);
    /** So that the answer stays as large while the batches of this measurement are added to the last hour. */
    private static final int FIXES_OF_AN_ANSWER = 10;

    /** The first one does not touch fixes: what it takes longer, the machine has become slower. */
    List<Side> all() {
        PositionSender sender = new PositionSender(board, fixes, "hot");
        return List.of(
                query("ListUnitKinds, as control", this::kinds),
                query("GetUnit", this::unit),
                query("FindNearestUnits", this::nearest),
                query("ListPositions, last hour", () -> track(Instant.now())),
                query(
                        "ListPositions, an hour of old",
                        () -> track(oldDay.atTime(12, 0).toInstant(ZoneOffset.UTC))),
                query("StreamPositions, a batch", sender::send));
    }

    private CompletionStage<?> kinds() {
        Reply<ListUnitKindsResponse> reply = new Reply<>();
        UnitServiceGrpc.newStub(board.patrol()).listUnitKinds(ListUnitKindsRequest.getDefaultInstance(), reply);
        return reply.message();
    }

    private CompletionStage<?> unit() {
        Reply<GetUnitResponse> reply = new Reply<>();
        UnitServiceGrpc.newStub(board.patrol())
                .getUnit(GetUnitRequest.newBuilder().setName(anyUnit()).build(), reply);
        return reply.message();
    }

    private CompletionStage<?> nearest() {
        Reply<FindNearestUnitsResponse> reply = new Reply<>();
        UnitServiceGrpc.newStub(board.patrol())
                .findNearestUnits(
                        FindNearestUnitsRequest.newBuilder()
                                .setPoint(Point.newBuilder()
                                        .setLatitude(39.6545)
                                        .setLongitude(106.7942)
                                        .setDatum(Datum.WGS84))
                                .addCapabilities("road")
                                .build(),
                        reply);
        return reply.message();
    }

    private CompletionStage<?> track(Instant until) {
        Reply<ListPositionsResponse> reply = new Reply<>();
        PositionServiceGrpc.newStub(board.patrol())
                .listPositions(
                        ListPositionsRequest.newBuilder()
                                .setUnit(anyUnit())
                                .setPageSize(FIXES_OF_AN_ANSWER)
                                .setFrom(seconds(until.minus(LATELY)))
                                .setUntil(seconds(until))
                                .build(),
                        reply);
        return reply.message();
    }

    private String anyUnit() {
        return units.get(ThreadLocalRandom.current().nextInt(units.size()));
    }

    private static Timestamp seconds(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
    }

    private static Side query(String title, Supplier<CompletionStage<?>> ask) {
        return new Side() {
            @Override
            public String title() {
                return title;
            }

            @Override
            public int concurrency() {
                return UNDER_WAY;
            }

            @Override
            public CompletionStage<?> once() {
                return ask.get();
            }
        };
    }
}
