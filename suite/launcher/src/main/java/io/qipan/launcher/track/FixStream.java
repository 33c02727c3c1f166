package io.qipan.launcher.track;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.rpc.RefusalText;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches of fixes and sees to it that each is acknowledged: what was not when a stream broke goes out again on the next
 * one.
 */
final class FixStream {
    private static final int UNDER_WAY = 8;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** What a stream said: an acknowledgement, or how it ended. */
    private record Heard(Optional<StreamPositionsResponse> acknowledgement, Optional<StatusRuntimeException> failure) {}

    private final Channel patrol;
    private final Retries retries;
    private final Duration patience;
    private final Consumer<StreamPositionsResponse> acknowledged;
    private final Deque<StreamPositionsRequest> underWay = new ArrayDeque<>();
    private BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private @Nullable StreamObserver<StreamPositionsRequest> open;
    private long batches;
    private int failures;
    private long lastProgress = System.nanoTime();

    FixStream(Channel patrol, Retries retries, Duration patience, Consumer<StreamPositionsResponse> acknowledged) {
        this.patrol = patrol;
        this.retries = retries;
        this.patience = patience;
        this.acknowledged = acknowledged;
    }

    /** Waits while too many are not acknowledged. The number of the batch is given here. */
    void send(StreamPositionsRequest.Builder batch) {
        batches++;
        StreamPositionsRequest numbered = batch.setBatch(batches).build();
        underWay.add(numbered);
        connected().onNext(numbered);
        while (underWay.size() >= UNDER_WAY) {
            hear();
        }
    }

    /** Returns when everything is acknowledged. */
    void finish() {
        while (!underWay.isEmpty()) {
            hear();
        }
        if (open != null) {
            open.onCompleted();
            open = null;
        }
    }

    private void hear() {
        Heard next = next();
        if (next.acknowledgement().isPresent()) {
            underWay.remove();
            failures = 0;
            lastProgress = System.nanoTime();
            acknowledged.accept(next.acknowledgement().get());
        } else {
            startAgainAfter(next.failure().orElseThrow());
        }
    }

    private Heard next() {
        try {
            Heard next = heard.poll(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return next != null
                    ? next
                    : new Heard(Optional.empty(), Optional.of(Status.UNAVAILABLE.asRuntimeException()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withCause(e).asRuntimeException();
        }
    }

    private void startAgainAfter(StatusRuntimeException failure) {
        boolean passes = switch (failure.getStatus().getCode()) {
            case UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED, ABORTED -> true;
            default -> false;
        };
        if (!passes) {
            throw failure;
        }
        if (System.nanoTime() - lastProgress > patience.toNanos()) {
            throw new UserError(
                    "patrol-service did not take positions for " + patience.toSeconds() + " s: "
                            + RefusalText.of(failure)
                            + "\nSee ./qipan status and import again: what is there already is recognised.",
                    failure);
        }
        open = null;
        retries.pauseBeforeAttempt(failures);
        failures++;
        StreamObserver<StreamPositionsRequest> again = connected();
        underWay.forEach(again::onNext);
    }

    private StreamObserver<StreamPositionsRequest> connected() {
        if (open == null) {
            BlockingQueue<Heard> own = new LinkedBlockingQueue<>();
            heard = own;
            open = PositionServiceGrpc.newStub(patrol).streamPositions(new Listener(own));
        }
        return open;
    }

    private record Listener(BlockingQueue<Heard> heard) implements StreamObserver<StreamPositionsResponse> {

        @Override
        public void onNext(StreamPositionsResponse acknowledgement) {
            heard.add(new Heard(Optional.of(acknowledgement), Optional.empty()));
        }

        @Override
        public void onError(Throwable failure) {
            StatusRuntimeException status = failure instanceof StatusRuntimeException known
                    ? known
                    : Status.fromThrowable(failure).asRuntimeException();
            heard.add(new Heard(Optional.empty(), Optional.of(status)));
        }

        @Override
        public void onCompleted() {
            heard.add(new Heard(Optional.empty(), Optional.of(Status.UNAVAILABLE.asRuntimeException())));
        }
    }
}
