package io.qipan.bench.watch;

import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.qipan.bench.harness.Latencies;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.Circle;
import io.qipan.proto.patrol.v1.LiveServiceGrpc;
import io.qipan.proto.patrol.v1.UnitFilter;
import io.qipan.proto.patrol.v1.UnitUpdate;
import io.qipan.proto.patrol.v1.WatchUnitsRequest;
import io.qipan.proto.patrol.v1.WatchUnitsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Watches the units of one place, and notes how old each fix is when it comes; sender and watcher have the same clock. */
final class UnitWatcher implements StreamObserver<WatchUnitsResponse> {

    private final Latencies seen;
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private volatile Optional<Throwable> failure = Optional.empty();

    UnitWatcher(Board board, Point center, double radiusM, Latencies seen) {
        this.seen = seen;
        LiveServiceGrpc.newStub(board.patrol())
                .watchUnits(
                        WatchUnitsRequest.newBuilder()
                                .setFilter(UnitFilter.newBuilder()
                                        .setCircle(Circle.newBuilder()
                                                .setCenter(center)
                                                .setRadiusM(radiusM)))
                                .build(),
                        this);
    }

    /** Completes when the watcher has what was there in the beginning. */
    CompletableFuture<Void> ready() {
        return complete;
    }

    Optional<Throwable> failure() {
        return failure;
    }

    @Override
    public void onNext(WatchUnitsResponse response) {
        Instant now = Instant.now();
        for (UnitUpdate update : response.getUpdatesList()) {
            if (update.hasMoved()) {
                Timestamp fixedAt = update.getMoved().getPosition().getFixedAt();
                seen.add(Duration.between(Instant.ofEpochSecond(fixedAt.getSeconds(), fixedAt.getNanos()), now)
                        .toNanos());
            }
        }
        if (response.getSnapshotComplete()) {
            complete.complete(null);
        }
    }

    @Override
    public void onError(Throwable cause) {
        failure = Optional.of(cause);
        complete.completeExceptionally(cause);
    }

    @Override
    public void onCompleted() {
        onError(new IllegalStateException("The service ended the watch"));
    }
}
