package io.qipan.launcher.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.UserError;
import io.qipan.launcher.rpc.RefusalText;
import io.qipan.proto.common.v1.ErrorReason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Repeats a call with the same body while the service is away, too busy, or lost to another change. Only for reads and for
 * requests with a request id: what was done already is answered again, not done again.
 */
public final class Retries {

    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 3000;

    private final Duration patience;
    private final AtomicLong count = new AtomicLong();

    /**
     * @param patience how long one call may be repeated
     */
    public Retries(Duration patience) {
        this.patience = patience;
    }

    public <T> T call(Supplier<T> call) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MS;
        while (true) {
            try {
                return call.get();
            } catch (StatusRuntimeException e) {
                if (!mayBeRepeated(e)) {
                    throw e;
                }
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw new UserError(
                            "A service did not answer for " + patience.toSeconds() + " s: " + RefusalText.of(e)
                                    + "\nSee ./qipan status and try again.",
                            e);
                }
                count.incrementAndGet();
                long wait = Reasons.of(e) == ErrorReason.CONCURRENT_CHANGE ? 0 : pause;
                pause(Math.max(
                        wait, Reasons.retryAfter(e).map(Duration::toMillis).orElse(0L)));
                pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
            }
        }
    }

    /** Waits longer before each further attempt at something that was answered with no. */
    public void pauseBeforeAttempt(int attempt) {
        pause(Math.min(FIRST_PAUSE_MS << Math.min(attempt, 10), LONGEST_PAUSE_MS));
    }

    /** How many calls were repeated so far. */
    public long count() {
        return count.get();
    }

    private static boolean mayBeRepeated(StatusRuntimeException failure) {
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED -> true;
            // Without a reason it is the transport, to which the message is much too large, and will be.
            case RESOURCE_EXHAUSTED -> Reasons.of(failure) != ErrorReason.ERROR_REASON_UNSPECIFIED;
            case ABORTED -> Reasons.of(failure) == ErrorReason.CONCURRENT_CHANGE;
            default -> false;
        };
    }

    /** Waits, and gives up as the caller of a call would when the thread is interrupted. */
    static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED
                    .withDescription("interrupted while waiting")
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    /** Asks again until the answer is as wanted; the last answer when it never becomes so. */
    public <T> T until(Predicate<T> wanted, Supplier<T> read) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MS;
        T answer = call(read);
        while (!wanted.test(answer) && System.nanoTime() - start < patience.toNanos()) {
            pause(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
            answer = call(read);
        }
        return answer;
    }
}
