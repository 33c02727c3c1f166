package io.qipan.patrol.position;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.position.Positions.Kept;
import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.patrol.position.Positions.Kept.UnitUnknown;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Proof;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.rpc.Statuses;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * One open stream. It is read a few batches ahead of what is acknowledged, and only while the device takes the
 * acknowledgements, so that neither side can fill the memory.
 */
final class PositionStream implements StreamObserver<StreamPositionsRequest> {
    private static final Logger LOG = Logger.getLogger(PositionStream.class);
    /** Enough that a device need not wait for one commit before it sends what goes into the next one. */
    private static final int AHEAD = 8;

    private record Pending(long number, Batch batch, CompletableFuture<Kept> kept) {}

    private final ServerCallStreamObserver<StreamPositionsResponse> device;
    private final PositionIntake intake;
    private final Caller caller;
    private final Proof proof;
    private final InstantSource clock;
    private final Duration kept;

    private final Deque<Pending> unacknowledged = new ArrayDeque<>();
    private long lastNumber;
    /** The next batch was asked for and has not come. */
    private boolean asked;

    private boolean deviceIsDone;
    private Optional<StatusRuntimeException> end = Optional.empty();
    private boolean over;

    PositionStream(
            ServerCallStreamObserver<StreamPositionsResponse> device,
            PositionIntake intake,
            Caller caller,
            Proof proof,
            InstantSource clock,
            Duration kept) {
        this.device = device;
        this.intake = intake;
        this.caller = caller;
        this.proof = proof;
        this.clock = clock;
        this.kept = kept;
    }

    void open() {
        device.disableAutoRequest();
        device.setOnReadyHandler(this::goOn);
        device.setOnCancelHandler(this::forget);
        device.setOnCloseHandler(this::forget);
        intake.opened(this);
        goOn();
    }

    @Override
    public synchronized void onNext(StreamPositionsRequest request) {
        asked = false;
        if (over || end.isPresent()) {
            return;
        }
        Instant now = Times.now(clock);
        try {
            check(request, now);
        } catch (RefusedException e) {
            end(e.refusal());
            return;
        }
        lastNumber = request.getBatch();
        Batch batch = BatchMessages.batch(request, now, kept);
        CompletableFuture<Kept> outcome = intake.take(batch);
        unacknowledged.add(new Pending(request.getBatch(), batch, outcome));
        CompletableFuture<Kept> ignored = outcome.whenComplete((stored, failure) -> goOn());
        goOn();
    }

    private void check(StreamPositionsRequest request, Instant now) {
        if (caller.hasExpired(now)) {
            throw Refusal.of(
                            Reason.TOKEN_EXPIRED,
                            "The token expired while the stream was open. Go on with a new one, on a new stream.")
                    .with("expired_at", caller.expiresAt().toString())
                    .asException();
        }
        proof.check();
        caller.mayActFor(request.getUnit());
        if (request.getBatch() <= lastNumber) {
            String rule = "must rise within the stream: " + request.getBatch() + " came after " + lastNumber;
            throw Refusal.of(Reason.INVALID_FIELD, "batch: " + rule + ".")
                    .withViolations(List.of(new Violation("batch", rule)))
                    .asException();
        }
    }

    @Override
    public synchronized void onCompleted() {
        deviceIsDone = true;
        goOn();
    }

    @Override
    public void onError(Throwable cause) {
        forget();
    }

    /** Takes nothing more, and ends when what was taken is acknowledged. */
    synchronized void end(Refusal refusal) {
        end(Statuses.of(refusal));
    }

    private void end(StatusRuntimeException status) {
        if (end.isEmpty()) {
            end = Optional.of(status);
        }
        goOn();
    }

    /** Whatever can be done now: acknowledge, ask for more, end. */
    private synchronized void goOn() {
        while (!over
                && !unacknowledged.isEmpty()
                && unacknowledged.peek().kept().isDone()) {
            acknowledge(unacknowledged.remove());
        }
        if (over) {
            return;
        }
        if (unacknowledged.isEmpty() && (end.isPresent() || deviceIsDone)) {
            forget();
            toDevice(() -> end.ifPresentOrElse(device::onError, device::onCompleted));
        } else if (!asked && end.isEmpty() && !deviceIsDone && device.isReady() && unacknowledged.size() < ahead()) {
            asked = true;
            toDevice(() -> device.request(1));
        }
    }

    /** A stream always has a batch asked for or waiting, so each goes on, however great the crowd is. */
    private int ahead() {
        return intake.isCrowded() ? 1 : AHEAD;
    }

    private void acknowledge(Pending pending) {
        if (pending.kept().isCompletedExceptionally()) {
            // The batches behind it may be stored or not; the device sends them again with this one.
            unacknowledged.clear();
            end = Optional.of(Statuses.of(pending.kept().exceptionNow()));
            return;
        }
        switch (pending.kept().resultNow()) {
            case Stored stored ->
                toDevice(() -> device.onNext(BatchMessages.acknowledgement(pending.number(), pending.batch(), stored)));
            case UnitUnknown _ -> {
                unacknowledged.clear();
                end = Optional.of(Statuses.of(Refusal.notFound(pending.batch().unit())));
            }
        }
    }

    /** The check of a later message may have closed the call over our head; then nobody is there to be told. */
    private void toDevice(Runnable step) {
        try {
            step.run();
        } catch (IllegalStateException | StatusRuntimeException e) {
            LOG.debugf(e, "A stream of positions has ended already");
            forget();
        }
    }

    private synchronized void forget() {
        over = true;
        unacknowledged.clear();
        intake.ended(this);
    }
}
