package io.qipan.e2e;

import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.Board;
import io.qipan.proto.patrol.v1.ListUnitsInAreaRequest;
import io.qipan.proto.patrol.v1.LiveServiceGrpc;
import io.qipan.proto.patrol.v1.Position;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitUpdate;
import io.qipan.proto.patrol.v1.WatchUnitsRequest;
import io.qipan.proto.patrol.v1.WatchUnitsResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A console that shows the units, and starts again whenever its stream ends. */
final class LiveWatch implements AutoCloseable {

    private static final Duration BEFORE_STARTING_AGAIN = Duration.ofMillis(100);
    private static final int PAGE = 1_000;

    private final Board board;
    private final Context.CancellableContext context = Context.ROOT.withCancellation();
    private Map<String, Unit> shown = new TreeMap<>();
    private int pictures;

    private LiveWatch(Board board) {
        this.board = board;
    }

    static LiveWatch follow(Board client) {
        LiveWatch watch = new LiveWatch(client);
        Thread.ofVirtual().start(() -> watch.context.run(watch::keepWatching));
        return watch;
    }

    private void keepWatching() {
        while (!context.isCancelled()) {
            try {
                watch();
            } catch (StatusRuntimeException e) {
                Pause.of(BEFORE_STARTING_AGAIN);
            }
        }
    }

    private void watch() {
        Map<String, Unit> units = new TreeMap<>();
        Iterator<WatchUnitsResponse> stream =
                LiveServiceGrpc.newBlockingStub(board.patrol()).watchUnits(WatchUnitsRequest.getDefaultInstance());
        while (stream.hasNext()) {
            show(stream.next(), units);
        }
    }

    /** What was shown stays until the new picture is whole. */
    private synchronized void show(WatchUnitsResponse message, Map<String, Unit> units) {
        message.getUpdatesList().forEach(update -> apply(update, units));
        if (message.getSnapshotComplete()) {
            shown = units;
            pictures++;
        }
    }

    private static void apply(UnitUpdate update, Map<String, Unit> units) {
        switch (update.getUpdateCase()) {
            case ENTERED -> units.put(update.getEntered().getName(), update.getEntered());
            case CHANGED -> units.put(update.getChanged().getName(), update.getChanged());
            case MOVED ->
                units.computeIfPresent(
                        update.getMoved().getUnit(),
                        (name, unit) -> unit.toBuilder()
                                .setPosition(update.getMoved().getPosition())
                                .build());
            case LEFT -> units.remove(update.getLeft());
            case UPDATE_NOT_SET -> throw new AssertionError("An update that tells nothing");
        }
    }

    /** Where it shows each unit. */
    synchronized Map<String, Position> positions() {
        return positions(shown.values().stream().collect(Collectors.toMap(Unit::getName, Function.identity())));
    }

    /** Where the service of this client has each unit. */
    static Map<String, Position> positions(Board client) {
        return positions(LiveServiceGrpc.newBlockingStub(client.patrol())
                .listUnitsInArea(
                        ListUnitsInAreaRequest.newBuilder().setPageSize(PAGE).build())
                .getUnitsList()
                .stream()
                .collect(Collectors.toMap(Unit::getName, Function.identity())));
    }

    private static Map<String, Position> positions(Map<String, Unit> units) {
        Map<String, Position> positions = new TreeMap<>();
        units.forEach((name, unit) -> positions.put(name, unit.getPosition()));
        return positions;
    }

    /** How often it had a whole picture anew. */
    synchronized int pictures() {
        return pictures;
    }

    @Override
    public void close() {
        context.cancel(null);
    }
}
