package io.qipan.runtime.deadline;

import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Handles what is due. Several threads and several replicas share the table: a row that one holds, the others skip. */
public final class DeadlineWorker implements AutoCloseable {
    /** How long a handler that calls out has before somebody else may try. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(DeadlineWorker.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);
    /** What waits only for another service goes on soon after that is back; the circuit breaker spares both meanwhile. */
    private static final Duration LONGEST_WHILE_AWAY = Duration.ofSeconds(5);

    private static final Duration TIME_TO_END = Duration.ofSeconds(5);
    private static final int THREADS = 4;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Map<String, DeadlineHandler> handlers;
    private final Semaphore woken = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    public DeadlineWorker(UnitOfWork unitOfWork, InstantSource clock, Collection<DeadlineHandler> handlers) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.handlers = handlers.stream().collect(Collectors.toMap(DeadlineHandler::kind, Function.identity()));
    }

    public void start() {
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofVirtual().name("deadlines-" + i).start(this::work));
        }
    }

    /** Says that something may be due at once. Cheap. */
    public void wake() {
        if (woken.availablePermits() < THREADS) {
            woken.release();
        }
    }

    private void work() {
        while (!closed) {
            try {
                if (!handleNext()) {
                    boolean ignored = woken.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.warnf("Deadlines cannot be read, trying again: %s", e.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Handles the deadline that has been due the longest, if there is one. */
    public boolean handleNext() {
        Taken taken = new Taken();
        try {
            Optional<Due> toCallOut = unitOfWork.run("system:deadlines", () -> take(taken));
            toCallOut.ifPresent(due -> handler(due).handle(due));
        } catch (RuntimeException | Error e) {
            // An Error too: one thread fewer would handle deadlines, and nobody would notice.
            Due due = taken.due;
            if (due == null) {
                throw e;
            }
            LOG.warnf("Deadline %s of %s failed, attempt %d: %s", due.kind(), due.subject(), due.attempts() + 1, e);
            putOff(due, e);
        }
        return taken.due != null;
    }

    /** What the transaction took, known outside of it even when it rolls back. */
    private static final class Taken {
        @org.jspecify.annotations.Nullable
        Due due;
    }

    private Optional<Due> take(Taken taken) {
        Tx tx = Tx.current();
        for (Row row : tx.query("""
                select kind, subject, due_at, attempts from deadline where due_at <= $1
                order by due_at limit 1 for update skip locked""", clock.instant())) {
            Due due = new Due(
                    row.getString("kind"),
                    row.getString("subject"),
                    row.getOffsetDateTime("due_at").toInstant(),
                    row.getInteger("attempts"));
            taken.due = due;
            if (handler(due).callsOut()) {
                tx.write(
                        "update deadline set due_at = $3, attempts = attempts + 1 where kind = $1 and subject = $2",
                        due.kind(),
                        due.subject(),
                        clock.instant().plus(LEASE));
                return Optional.of(due);
            }
            tx.write("delete from deadline where kind = $1 and subject = $2", due.kind(), due.subject());
            tx.actAs(due.kind());
            handler(due).handle(due);
        }
        return Optional.empty();
    }

    private DeadlineHandler handler(Due due) {
        DeadlineHandler handler = handlers.get(due.kind());
        if (handler == null) {
            throw new IllegalStateException("Nobody handles deadlines of the kind " + due.kind());
        }
        return handler;
    }

    private void putOff(Due due, Throwable failure) {
        Duration longest = failure instanceof PeerAway ? LONGEST_WHILE_AWAY : LONGEST_BACKOFF;
        long seconds = Math.min(longest.toSeconds(), 1L << Math.min(due.attempts(), 10));
        unitOfWork.run("system:deadlines", () -> {
            Tx.current()
                    .write(
                            """
                            update deadline set due_at = $3, attempts = $4, error = $5
                            where kind = $1 and subject = $2 and attempts <= $4""",
                            due.kind(),
                            due.subject(),
                            clock.instant().plusSeconds(seconds),
                            due.attempts() + 1,
                            failure.toString());
            return due;
        });
    }

    /** Waits a while for handlers that are at work; one that is not done by then comes again after the next start. */
    @Override
    public void close() {
        closed = true;
        woken.release(THREADS);
        try {
            for (Thread thread : threads) {
                boolean ignored = thread.join(TIME_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
