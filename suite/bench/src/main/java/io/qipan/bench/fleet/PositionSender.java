package io.qipan.bench.fleet;

import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.Fix;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One stream of positions, opened with its first batch, and anew after it broke. */
public final class PositionSender {

    private final Board board;
    private final Fixes fixes;
    private final String device;
    private @Nullable Stream stream;

    public PositionSender(Board board, Fixes fixes, String name) {
        this.board = board;
        this.fixes = fixes;
        this.device = fixes.device(name);
    }

    /** Completes when the batch is acknowledged as stored. */
    public synchronized CompletableFuture<Void> send() {
        Stream open = stream;
        if (open == null) {
            open = new Stream();
            stream = open;
        }
        return open.send(fixes.next());
    }

    private synchronized void forget(Stream ended) {
        if (stream == ended) {
            stream = null;
        }
    }

    private StreamPositionsRequest message(Fixes.Batch batch, long number) {
        StreamPositionsRequest.Builder request = StreamPositionsRequest.newBuilder()
                .setBatch(number)
                .setUnit(batch.unit())
                .setDevice(device)
                .setSentAt(timestamp(batch.newest()));
        for (int i = 0; i < batch.count(); i++) {
            request.addFixes(Fix.newBuilder()
                    .setSequence(batch.first() + i)
                    .setPoint(Point.newBuilder()
                            .setLatitude(batch.latitude(i))
                            .setLongitude(batch.longitude(i))
                            .setDatum(Datum.WGS84))
                    .setAccuracyM(Fixes.ACCURACY_M)
                    .setSpeedMps(Fixes.SPEED_MPS)
                    .setCourseDeg(Fixes.COURSE_DEG)
                    .setFixedAt(timestamp(batch.at(i))));
        }
        return request.build();
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private final class Stream implements StreamObserver<StreamPositionsResponse> {

        private record Pending(int fixes, CompletableFuture<Void> acknowledged) {}

        private final Deque<Pending> unacknowledged = new ArrayDeque<>();
        private final StreamObserver<StreamPositionsRequest> service =
                PositionServiceGrpc.newStub(board.patrol()).streamPositions(this);
        private long number;
        private @Nullable Throwable failure;

        synchronized CompletableFuture<Void> send(Fixes.Batch batch) {
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            CompletableFuture<Void> acknowledged = new CompletableFuture<>();
            unacknowledged.add(new Pending(batch.count(), acknowledged));
            service.onNext(message(batch, ++number));
            return acknowledged;
        }

        private synchronized Pending first() {
            return unacknowledged.remove();
        }

        @Override
        public void onNext(StreamPositionsResponse response) {
            Pending pending = first();
            if (response.getStored() == pending.fixes()) {
                pending.acknowledged().complete(null);
            } else {
                pending.acknowledged()
                        .completeExceptionally(new IllegalStateException("Not everything was stored: " + response));
            }
        }

        @Override
        public void onError(Throwable cause) {
            forget(this);
            List<Pending> left;
            synchronized (this) {
                failure = cause;
                left = new ArrayList<>(unacknowledged);
                unacknowledged.clear();
            }
            left.forEach(pending -> pending.acknowledged().completeExceptionally(cause));
        }

        @Override
        public void onCompleted() {
            onError(new IllegalStateException("The service ended the stream"));
        }
    }
}
