package io.qipan.dispatch.pattern;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Where what takes seconds of a processor is computed: one thing at a time, on a thread of its own with the lowest
 * priority, so that calls do not wait for it. On the threads that requests run on it would keep a processor from all
 * of them.
 */
@Singleton
class Workbench {
    private static final int MOST_WAITING = 2;
    private static final Duration COME_BACK = Duration.ofSeconds(10);
    /** Before a call ends by itself, with waiting; nobody would hear the outcome later. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    // A core thread takes the first work straight away, beside the queue; between analyses it goes.
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform()
                    .daemon()
                    .priority(Thread.MIN_PRIORITY)
                    .name("workbench")
                    .factory());

    private final Duration patience;

    @Inject
    Workbench() {
        this(PATIENCE);
    }

    Workbench(Duration patience) {
        this.patience = patience;
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Waits for the outcome of work that ends when it is interrupted. Not inside a unit of work. Refuses
     * OVERLOADED.
     */
    <T> T compute(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            throw Refusal.of(
                            Reason.OVERLOADED,
                            "One analysis is computed and " + MOST_WAITING
                                    + " wait, which is as many as there may be. Come back in some seconds.")
                    .with("limit", Integer.toString(MOST_WAITING))
                    .retryAfter(COME_BACK)
                    .asException();
        }
        return outcome(task);
    }

    /** How many wait while one is computed. */
    int waiting() {
        return thread.getQueue().size();
    }

    private <T> T outcome(FutureTask<T> task) {
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.remove(task);
            task.cancel(true);
            throw Refusal.of(
                            Reason.OVERLOADED,
                            "The analysis was not done within " + patience.toSeconds() + " s: others are computed, or"
                                    + " the machine is busy. Come back later, or ask for larger cells, fewer"
                                    + " permutations or a shorter period.")
                    .with("limit", patience.toString())
                    .retryAfter(COME_BACK)
                    .asException();
        } catch (CancellationException e) {
            throw goingDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw goingDown();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException) {
                throw goingDown();
            }
            throw new IllegalStateException("An analysis failed", e.getCause());
        }
    }

    private static RefusedException goingDown() {
        return Refusal.of(Reason.SHUTTING_DOWN, "The service goes down. Send it again, with the same request_id.")
                .asException();
    }

    /** What waits and what is computed is refused. */
    @PreDestroy
    void close() {
        thread.shutdownNow().forEach(waiting -> ((FutureTask<?>) waiting).cancel(false));
    }
}
