package io.qipan.bench.harness;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps so many pieces of work under way for some time: each one that ends starts the next. */
public final class Load {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Side side;
    private final long endsAt;
    private final long startedAt = System.nanoTime();
    private final CountDownLatch running;
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> firstError = new AtomicReference<>();

    private long[] latencies = new long[1 << 16];

    private int done;

    private Load(Side side, Duration duration) {
        this.side = side;
        this.endsAt = startedAt + duration.toNanos();
        this.running = new CountDownLatch(side.concurrency());
    }

    /** Runs for the given time and until all that was begun has ended. */
    public static Round run(Side side, Duration duration) throws InterruptedException {
        return new Load(side, duration).run();
    }

    private Round run() throws InterruptedException {
        for (int i = 0; i < side.concurrency(); i++) {
            next();
        }
        if (!running.await(endsAt - startedAt + PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(side.title() + " did not come to an end");
        }
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        return new Round(kept(), side.yields(), seconds, errors.get(), Optional.ofNullable(firstError.get()));
    }

    private void next() {
        long begun = System.nanoTime();
        CompletionStage<?> unused = side.once().whenComplete((result, failure) -> ended(begun, failure));
    }

    private void ended(long begun, @Nullable Throwable failure) {
        long now = System.nanoTime();
        if (failure == null) {
            keep(now - begun);
        } else {
            errors.incrementAndGet();
            firstError.compareAndSet(null, failure);
        }
        if (now < endsAt) {
            next();
        } else {
            running.countDown();
        }
    }

    private synchronized void keep(long latency) {
        if (done == latencies.length) {
            latencies = Arrays.copyOf(latencies, done * 2);
        }
        latencies[done++] = latency;
    }

    private synchronized long[] kept() {
        return Arrays.copyOf(latencies, done);
    }
}
