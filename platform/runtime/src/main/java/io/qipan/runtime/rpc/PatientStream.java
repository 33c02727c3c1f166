package io.qipan.runtime.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The reader of a stream of answers: it is sent what it takes, and no faster; and one that takes nothing for too long is sent away,
 * for it holds what others wait for.
 */
public final class PatientStream<T> {
    /** As long as watches of the journal have. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(15);

    /** The ready signal can come before the wait for it begins, so never rely on it alone. */
    private static final long LOOK_AGAIN_NS = 100_000_000L;

    private final ServerCallStreamObserver<T> reader;
    private final Duration patience;
    private final String advice;
    private final Semaphore readerMoved = new Semaphore(0);

    /**
     * To be made before the call is answered, because it listens to the reader.
     *
     * @param patience how long a reader may take for one message
     * @param advice to one that takes longer: a sentence
     */
    public PatientStream(ServerCallStreamObserver<T> reader, Duration patience, String advice) {
        this.reader = reader;
        this.patience = patience;
        this.advice = advice;
        reader.setOnReadyHandler(readerMoved::release);
        reader.setOnCancelHandler(readerMoved::release);
    }

    public boolean isGone() {
        return reader.isCancelled();
    }

    public boolean isReady() {
        return reader.isReady();
    }

    /** @param meanwhile done again and again while it waits; ends the wait by what it throws */
    public void send(T message, Runnable meanwhile) throws InterruptedException {
        long patienceEnds = System.nanoTime() + patience.toNanos();
        while (!reader.isReady() && !reader.isCancelled()) {
            meanwhile.run();
            long left = patienceEnds - System.nanoTime();
            if (left <= 0) {
                throw Refusal.of(Reason.WATCHER_TOO_SLOW, "The reader took nothing for " + patience + ". " + advice)
                        .asException();
            }
            boolean ignored = readerMoved.tryAcquire(Math.min(left, LOOK_AGAIN_NS), TimeUnit.NANOSECONDS);
            readerMoved.drainPermits();
        }
        sendNow(message);
    }

    /** Without waiting. To a reader that is gone nothing is sent. */
    public void sendNow(T message) {
        if (!reader.isCancelled()) {
            reader.onNext(message);
        }
    }
}
