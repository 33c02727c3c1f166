package io.qipan.e2e;

import com.google.protobuf.util.Timestamps;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.Fix;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A device as the contract wants one: numbers its fixes, keeps each until it is acknowledged, and sends the others again on
 * a new stream, in batches of another size.
 */
final class Phone {

    /** Of every phone, so that their tracks are one above the other: the number of a fix says where it was. */
    static final double LATITUDE_OF_FIRST = 39.0;

    static final double LATITUDE_STEP = 1e-7;

    private static final double LONGITUDE = 106.8;
    private static final int LARGEST_BATCH = 200;
    /** Fixes a second: as fast as the service lets it. */
    static final int UNPACED = Integer.MAX_VALUE;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(100);

    private final Board board;
    private final String unit;
    private final String device;
    private final Instant firstFixAt;
    private final Random random;
    private final int pace;
    private final TreeMap<String, Integer> ends = new TreeMap<>();
    private long acknowledged;
    private long highestSent;
    /** Seen without the lock: a phone that sends all the time would let nobody else have it. */
    private volatile boolean enough;

    private @Nullable Thread thread;

    /** @param pace fixes a second at most */
    Phone(Board board, String unit, String device, Instant firstFixAt, long seed, int pace) {
        this.board = board;
        this.unit = unit;
        this.device = device;
        this.firstFixAt = firstFixAt;
        this.random = new Random(seed);
        this.pace = pace;
    }

    void start() {
        thread = Thread.ofVirtual().start(this::report);
    }

    /** Takes no more fixes. Those that were sent once it goes on sending until they are acknowledged. */
    void stop() {
        enough = true;
    }

    void awaitAcknowledged(Duration patience) throws InterruptedException {
        if (thread == null || !thread.join(patience)) {
            throw new AssertionError(this + " is not done within " + patience);
        }
    }

    private void report() {
        while (!isDone()) {
            Stream stream = new Stream();
            PositionServiceGrpc.newStub(board.patrol()).streamPositions(stream);
            while (!stream.ended.isDone()) {
                Pause.of(LOOK_AGAIN);
                stream.send();
            }
            note(stream.ended.join());
            Pause.of(BEFORE_TRYING_AGAIN);
        }
    }

    private synchronized boolean isDone() {
        return enough && acknowledged == highestSent;
    }

    private synchronized void note(Status end) {
        String code = end.getCode().name();
        String how = end.isOk() || end.getCode() == Status.Code.UNAVAILABLE ? code : code + ": " + end.getDescription();
        ends.merge(how, 1, Integer::sum);
    }

    String device() {
        return device;
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    /** How often the stream ended with an error. */
    synchronized int breaks() {
        return ends.entrySet().stream()
                .filter(end -> !end.getKey().equals("OK"))
                .mapToInt(end -> end.getValue())
                .sum();
    }

    /** By their status; those which should not be with what they said. */
    synchronized TreeMap<String, Integer> ends() {
        return new TreeMap<>(ends);
    }

    private Fix fix(long number) {
        return Fix.newBuilder()
                .setSequence(number)
                .setPoint(Point.newBuilder()
                        .setLatitude(LATITUDE_OF_FIRST + number * LATITUDE_STEP)
                        .setLongitude(LONGITUDE)
                        .setDatum(Datum.WGS84))
                .setAccuracyM(5)
                .setFixedAt(Timestamps.fromMillis(firstFixAt.toEpochMilli() + number))
                .build();
    }

    @Override
    public synchronized String toString() {
        return "%s (%,d fixes sent, %,d acknowledged, ends %s)".formatted(device, highestSent, acknowledged, ends);
    }

    private final class Stream implements ClientResponseObserver<StreamPositionsRequest, StreamPositionsResponse> {

        private record Sent(long batch, long last) {}

        private final CompletableFuture<Status> ended = new CompletableFuture<>();
        private final Deque<Sent> unacknowledged = new ArrayDeque<>();
        private @Nullable ClientCallStreamObserver<StreamPositionsRequest> call;
        private long batch;
        private long sent = acknowledged();
        private final long sentBefore = sent;
        private final long begun = System.nanoTime();
        private boolean closed;

        @Override
        public void beforeStart(ClientCallStreamObserver<StreamPositionsRequest> call) {
            this.call = call;
            call.setOnReadyHandler(this::send);
        }

        private void send() {
            synchronized (Phone.this) {
                while (call != null && call.isReady() && !closed && (enough || isInPace())) {
                    boolean noMore = enough;
                    if (noMore && sent == highestSent) {
                        closed = true;
                        call.onCompleted();
                    } else {
                        call.onNext(next(noMore));
                    }
                }
            }
        }

        private boolean isInPace() {
            double seconds = (System.nanoTime() - begun) / 1e9;
            return sent - sentBefore <= seconds * pace;
        }

        private StreamPositionsRequest next(boolean noMore) {
            long last = sent + random.nextInt(1, LARGEST_BATCH + 1);
            if (noMore) {
                last = Math.min(last, highestSent);
            }
            StreamPositionsRequest.Builder request = StreamPositionsRequest.newBuilder()
                    .setBatch(++batch)
                    .setUnit(unit)
                    .setDevice(device);
            for (long number = sent + 1; number <= last; number++) {
                request.addFixes(fix(number));
            }
            unacknowledged.add(new Sent(batch, last));
            sent = last;
            highestSent = Math.max(highestSent, last);
            return request.build();
        }

        @Override
        public void onNext(StreamPositionsResponse response) {
            synchronized (Phone.this) {
                Sent first = unacknowledged.remove();
                if (first.batch() != response.getBatch() || response.getQuarantinedCount() > 0) {
                    throw new IllegalStateException("Batch " + first.batch() + " was answered with " + response);
                }
                acknowledged = first.last();
            }
            // The call tells when it can take more, not that somebody had enough.
            send();
        }

        @Override
        public void onError(Throwable failure) {
            ended.complete(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            ended.complete(Status.OK);
        }
    }
}
