package io.qipan.bench.fleet;

import io.grpc.Channel;
import io.qipan.bench.harness.Reply;
import io.qipan.launcher.Board;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.proto.patrol.v1.ChangeUnitStatusRequest;
import io.qipan.proto.patrol.v1.ChangeUnitStatusResponse;
import io.qipan.proto.patrol.v1.ListUnitsRequest;
import io.qipan.proto.patrol.v1.ListUnitsResponse;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.RegisterUnitResponse;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc.UnitServiceStub;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Units that only measurements use. Units are never deleted, so they stay on the board, out of service, and the next
 * measurement finds them there.
 */
public final class BenchFleet {

    public static final String PREFIX = "units/bench-";

    private static final int AT_ONCE = 16;
    private static final int PAGE = 1_000;

    private BenchFleet() {}

    /** So many units, registered where they are not there yet. */
    public static List<String> settle(Board board, int count) {
        Channel patrol = board.patrol();
        Set<String> known = known(patrol);
        List<String> all = IntStream.range(0, count)
                .mapToObj(i -> PREFIX + "%05d".formatted(i))
                .toList();
        Queue<String> missing = new ConcurrentLinkedQueue<>(
                all.stream().filter(unit -> !known.contains(unit)).toList());
        UnitServiceStub units = UnitServiceGrpc.newStub(patrol);
        CompletableFuture.allOf(Stream.generate(() -> registerNext(units, missing))
                        .limit(AT_ONCE)
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        return all;
    }

    /** The fixes that measurements left with them. */
    public static void deleteFixes(DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from position where unit_name like '" + PREFIX + "%' and device like '"
                    + Fixes.DEVICES + "%'");
        }
    }

    private static Set<String> known(Channel patrol) {
        Set<String> known = new HashSet<>();
        String token = "";
        do {
            ListUnitsResponse page = UnitServiceGrpc.newBlockingStub(patrol)
                    .listUnits(ListUnitsRequest.newBuilder()
                            .setPageSize(PAGE)
                            .setPageToken(token)
                            .build());
            page.getUnitsList().stream()
                    .filter(unit -> unit.getStatus() == Unit.Status.OUT_OF_SERVICE)
                    .forEach(unit -> known.add(unit.getName()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return known;
    }

    private static CompletableFuture<?> registerNext(UnitServiceStub units, Queue<String> missing) {
        String unit = missing.poll();
        if (unit == null) {
            return CompletableFuture.completedFuture(null);
        }
        return register(units, unit)
                .thenCompose(registered -> takeOut(units, registered))
                .thenComposeAsync(unused -> registerNext(units, missing));
    }

    private static CompletableFuture<Unit> register(UnitServiceStub units, String unit) {
        Reply<RegisterUnitResponse> reply = new Reply<>();
        units.registerUnit(
                RegisterUnitRequest.newBuilder()
                        // The same at every try: one that was interrupted before it took the unit out goes on there.
                        .setRequestId(UUID.nameUUIDFromBytes(unit.getBytes(StandardCharsets.UTF_8))
                                .toString())
                        .setName(unit)
                        .setCallSign(unit.substring("units/".length()))
                        .setKind("patrol_car")
                        .build(),
                reply);
        return reply.message().thenApply(RegisterUnitResponse::getUnit);
    }

    private static CompletableFuture<?> takeOut(UnitServiceStub units, Unit unit) {
        Reply<ChangeUnitStatusResponse> reply = new Reply<>();
        units.changeUnitStatus(
                ChangeUnitStatusRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(unit.getName())
                        .setEtag(unit.getEtag())
                        .setStatus(Unit.Status.OUT_OF_SERVICE)
                        .setReason("Used by ./qipan bench only")
                        .build(),
                reply);
        return reply.message();
    }
}
