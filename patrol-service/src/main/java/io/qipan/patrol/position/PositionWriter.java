package io.qipan.patrol.position;

import io.qipan.patrol.position.Positions.Kept;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps batches, many in one transaction: what waits when the one before is done, or for a moment if that is little. */
final class PositionWriter {
    /** Fixes of one transaction, about; more make it longer and no cheaper by the fix. */
    private static final int ENOUGH = 3_000;

    private static final Duration OLDEST = Duration.ofMillis(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private record Waiting(Batch batch, long since, CompletableFuture<Kept> kept) {}

    private final UnitOfWork unitOfWork;
    private final Positions positions;
    private final PositionMeters meters;
    /** Bounded by those who fill it: a stream has few batches that are not acknowledged. */
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();

    private final AtomicInteger waitingFixes = new AtomicInteger();
    private volatile boolean closed;
    private @Nullable Thread thread;

    PositionWriter(UnitOfWork unitOfWork, Positions positions, PositionMeters meters) {
        this.unitOfWork = unitOfWork;
        this.positions = positions;
        this.meters = meters;
    }

    void start(String name) {
        thread = Thread.ofVirtual().name(name).start(this::write);
    }

    /** Completes when the batch is committed, or fails when it may not be. */
    CompletableFuture<Kept> add(Batch batch) {
        CompletableFuture<Kept> kept = new CompletableFuture<>();
        waitingFixes.addAndGet(batch.size());
        queue.add(new Waiting(batch, System.nanoTime(), kept));
        return kept;
    }

    int waitingFixes() {
        return waitingFixes.get();
    }

    private void write() {
        try {
            while (!closed || !queue.isEmpty()) {
                List<Waiting> group = next();
                if (!group.isEmpty()) {
                    keep(group);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Waiting> next() throws InterruptedException {
        List<Waiting> group = new ArrayList<>();
        int fixes = 0;
        Waiting next = queue.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        while (next != null) {
            group.add(next);
            fixes += next.batch().size();
            next = fixes < ENOUGH ? queue.poll(patience(group.getFirst()), TimeUnit.NANOSECONDS) : null;
        }
        return group;
    }

    private long patience(Waiting first) {
        return closed ? 0 : Math.max(0, first.since() + OLDEST.toNanos() - System.nanoTime());
    }

    private void keep(List<Waiting> group) {
        try {
            keepTogether(group);
        } catch (Throwable t) {
            if (isAway(t)) {
                fail(group, t);
            } else {
                // One that cannot be stored must not keep the others from it; and what met another change goes through
                // now.
                group.forEach(this::keepAlone);
            }
        } finally {
            group.forEach(waiting -> waitingFixes.addAndGet(-waiting.batch().size()));
        }
    }

    private void keepAlone(Waiting waiting) {
        try {
            keepTogether(List.of(waiting));
        } catch (Throwable t) {
            fail(List.of(waiting), t);
        }
    }

    private void keepTogether(List<Waiting> group) {
        List<Batch> batches = group.stream().map(Waiting::batch).toList();
        List<Kept> kept = unitOfWork.run("system:positions", () -> positions.keep(batches));
        meters.kept(batches, kept);
        for (int i = 0; i < group.size(); i++) {
            group.get(i).kept().complete(kept.get(i));
        }
    }

    private static void fail(List<Waiting> group, Throwable failure) {
        Throwable told = isAway(failure) ? away() : failure;
        group.forEach(waiting -> waiting.kept().completeExceptionally(told));
    }

    /** Late means away here: the device has set no deadline. */
    private static boolean isAway(Throwable failure) {
        return failure instanceof RefusedException refused
                && (refused.refusal().reason().code() == Reason.Code.UNAVAILABLE
                        || refused.refusal().reason() == Reason.DEADLINE_PASSED);
    }

    private static RefusedException away() {
        return Refusal.of(
                        Reason.DEPENDENCY_UNAVAILABLE,
                        "The database cannot be reached now. Send what was not acknowledged again, on a new stream.")
                .with("dependency", "database")
                .retryAfter(Duration.ofSeconds(1))
                .asException();
    }

    /** Keeps what waits and ends, at the latest after this long. */
    void close(Duration patience) throws InterruptedException {
        closed = true;
        if (thread != null) {
            boolean ignored = thread.join(patience);
        }
    }
}
