package io.qipan.bench.fleet;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.qipan.bench.harness.Reply;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.ChangeUnitStatusRequest;
import io.qipan.proto.patrol.v1.ChangeUnitStatusResponse;
import io.qipan.proto.patrol.v1.Fix;
import io.qipan.proto.patrol.v1.GetUnitRequest;
import io.qipan.proto.patrol.v1.GetUnitResponse;
import io.qipan.proto.patrol.v1.ListUnitsRequest;
import io.qipan.proto.patrol.v1.ListUnitsResponse;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.RegisterUnitResponse;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc.UnitServiceStub;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Units that are in service as long as a measurement lasts. Units are never deleted, so they stay on the board, out of
 * service, and the next measurement brings the same ones back.
 */
public final class LiveFleet {

    private static final String PREFIX = BenchFleet.PREFIX + "live-";
    private static final int AT_ONCE = 64;
    private static final int PAGE = 1_000;

    private final Board board;
    private final UnitServiceStub units;
    private final Set<String> inService = ConcurrentHashMap.newKeySet();

    public LiveFleet(Board board) {
        this.board = board;
        this.units = UnitServiceGrpc.newStub(board.patrol());
    }

    /**
     * Has so many units in service, and returns their names.
     *
     * @param kinds codes that they have in turn
     */
    public List<String> muster(int count, List<String> kinds) {
        Map<String, Unit> known = known();
        Map<String, String> wanted = kindsByName(count, kinds);
        List<String> names = List.copyOf(wanted.keySet());
        forEach(names, name -> {
            Unit unit = known.get(name);
            return unit == null ? register(name, requireNonNull(wanted.get(name))) : serve(unit);
        });
        return names;
    }

    /** A name says the kind: a unit keeps its own, and another measurement may want others. */
    static SequencedMap<String, String> kindsByName(int count, List<String> kinds) {
        SequencedMap<String, String> kindsByName = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String kind = kinds.get(i % kinds.size());
            kindsByName.put("%s%s-%05d".formatted(PREFIX, kind.replace('_', '-'), i), kind);
        }
        return kindsByName;
    }

    private Map<String, Unit> known() {
        Map<String, Unit> known = new HashMap<>();
        String token = "";
        do {
            ListUnitsResponse page = UnitServiceGrpc.newBlockingStub(board.patrol())
                    .listUnits(ListUnitsRequest.newBuilder()
                            .setPageSize(PAGE)
                            .setPageToken(token)
                            .build());
            page.getUnitsList().forEach(unit -> known.put(unit.getName(), unit));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return known;
    }

    private CompletableFuture<?> register(String name, String kind) {
        Reply<RegisterUnitResponse> reply = new Reply<>();
        units.registerUnit(
                RegisterUnitRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(name)
                        .setCallSign(name.substring("units/".length()))
                        .setKind(kind)
                        .build(),
                reply);
        return reply.message().thenAccept(response -> inService.add(name));
    }

    private CompletableFuture<?> serve(Unit unit) {
        if (unit.getStatus() == Unit.Status.IN_SERVICE) {
            inService.add(unit.getName());
            return CompletableFuture.completedFuture(null);
        }
        return change(unit.getName(), unit.getEtag(), Unit.Status.IN_SERVICE)
                .thenAccept(changed -> inService.add(changed.getName()));
    }

    private CompletableFuture<Unit> change(String name, String etag, Unit.Status status) {
        Reply<ChangeUnitStatusResponse> reply = new Reply<>();
        units.changeUnitStatus(
                ChangeUnitStatusRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(name)
                        .setEtag(etag)
                        .setStatus(status)
                        .setReason("Used by ./qipan bench only")
                        .build(),
                reply);
        return reply.message().thenApply(ChangeUnitStatusResponse::getUnit);
    }

    /** Puts each unit somewhere, by one fix that is acknowledged when this returns. */
    public void place(List<String> names, Function<String, Point> place) {
        String device = Fixes.DEVICES + Long.toString(System.currentTimeMillis(), 36);
        int each = Math.ceilDiv(names.size(), AT_ONCE);
        CompletableFuture.allOf(IntStream.range(0, Math.ceilDiv(names.size(), each))
                        .mapToObj(i -> names.subList(i * each, Math.min(names.size(), (i + 1) * each)))
                        .map(some -> placeInTurn(some, place, device))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private CompletableFuture<Void> placeInTurn(List<String> names, Function<String, Point> place, String device) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        StreamObserver<StreamPositionsRequest> service =
                PositionServiceGrpc.newStub(board.patrol()).streamPositions(new Ended(done));
        long batch = 0;
        for (String name : names) {
            service.onNext(fix(++batch, name, device, place.apply(name)));
        }
        service.onCompleted();
        return done;
    }

    /** A batch of one fix that was taken just now. */
    public static StreamPositionsRequest fix(long number, String unit, String device, Point point) {
        Instant now = Instant.now();
        return StreamPositionsRequest.newBuilder()
                .setBatch(number)
                .setUnit(unit)
                .setDevice(device)
                .addFixes(Fix.newBuilder()
                        .setSequence(number)
                        .setPoint(point)
                        .setAccuracyM(Fixes.ACCURACY_M)
                        .setFixedAt(Timestamp.newBuilder()
                                .setSeconds(now.getEpochSecond())
                                .setNanos(now.getNano())))
                .build();
    }

    public static Point point(double latitude, double longitude) {
        return Point.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setDatum(Datum.WGS84)
                .build();
    }

    /** Takes them out of service again, as they are now: orders change them too. */
    public void dismiss() {
        forEach(
                List.copyOf(inService),
                name -> inService.remove(name)
                        ? now(name).thenCompose(unit -> change(name, unit.getEtag(), Unit.Status.OUT_OF_SERVICE))
                        : CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Unit> now(String name) {
        Reply<GetUnitResponse> reply = new Reply<>();
        units.getUnit(GetUnitRequest.newBuilder().setName(name).build(), reply);
        return reply.message().thenApply(GetUnitResponse::getUnit);
    }

    private static void forEach(List<String> names, Function<String, CompletableFuture<?>> step) {
        Queue<String> left = new ConcurrentLinkedQueue<>(names);
        CompletableFuture.allOf(
                        Stream.generate(() -> next(left, step)).limit(AT_ONCE).toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private static CompletableFuture<?> next(Queue<String> left, Function<String, CompletableFuture<?>> step) {
        String name = left.poll();
        return name == null
                ? CompletableFuture.completedFuture(null)
                : step.apply(name).thenComposeAsync(unused -> next(left, step));
    }

    /** Acknowledgements that nobody waits for, but the end. */
    private record Ended(CompletableFuture<Void> done) implements StreamObserver<StreamPositionsResponse> {
        @Override
        public void onNext(StreamPositionsResponse acknowledgement) {}

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            done.complete(null);
        }
    }
}
