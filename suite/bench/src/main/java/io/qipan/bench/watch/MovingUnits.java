package io.qipan.bench.watch;

import io.grpc.stub.StreamObserver;
import io.qipan.bench.fleet.LiveFleet;
import io.qipan.bench.harness.Latencies;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** One stream on which some units report in turn, evenly over time, whether or not what came before is acknowledged. */
final class MovingUnits implements StreamObserver<StreamPositionsResponse>, AutoCloseable {

    private final List<String> units;
    private final Function<String, Point> place;
    private final long everyNanos;
    private final Latencies acknowledged;
    private final String device;
    private final Queue<Long> sent = new ConcurrentLinkedQueue<>();
    private final StreamObserver<StreamPositionsRequest> service;
    private volatile boolean closed;
    private volatile Optional<Throwable> failure = Optional.empty();

    /**
     * @param perSecond fixes of this stream
     */
    MovingUnits(
            Board board,
            List<String> units,
            Function<String, Point> place,
            double perSecond,
            String device,
            Latencies acknowledged) {
        this.units = units;
        this.place = place;
        this.everyNanos = (long) (1e9 / perSecond);
        this.acknowledged = acknowledged;
        this.device = device;
        this.service = PositionServiceGrpc.newStub(board.patrol()).streamPositions(this);
        Thread.ofVirtual().name(device).start(this::move);
    }

    private void move() {
        long due = System.nanoTime();
        for (long number = 1; !closed && failure.isEmpty(); number++) {
            String unit = units.get(Math.floorMod(number, units.size()));
            sent.add(System.nanoTime());
            service.onNext(LiveFleet.fix(number, unit, device, place.apply(unit)));
            due += everyNanos;
            // Two a millisecond are as even as it need be.
            while (!closed && System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(500_000, due - System.nanoTime()));
            }
        }
        service.onCompleted();
    }

    Optional<Throwable> failure() {
        return failure;
    }

    @Override
    public void onNext(StreamPositionsResponse acknowledgement) {
        acknowledged.add(System.nanoTime() - sent.remove());
    }

    @Override
    public void onError(Throwable cause) {
        failure = Optional.of(cause);
    }

    @Override
    public void onCompleted() {}

    @Override
    public void close() {
        closed = true;
    }
}
