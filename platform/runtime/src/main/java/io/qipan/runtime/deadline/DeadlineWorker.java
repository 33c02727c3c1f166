package io.qipan.runtime.deadline;

import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
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
    private static final int THREADS_OF_A_LANE = 4;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Map<String, DeadlineHandler> handlers;
    private final String[] outgoingKinds;
    private final List<Lane> lanes;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /**
     * What waits for another service must not keep others waiting: it has threads of its own. One of them at a time keeps the
     * lookout, and hands it on as soon as it has something to handle.
     */
    private record Lane(String name, String condition, ReentrantLock lookout, Semaphore woken) {
        static Lane of(String name, String condition) {
            return new Lane(name, condition, new ReentrantLock(), new Semaphore(0));
        }

        void handOn() {
            if (lookout.isHeldByCurrentThread()) {
                lookout.unlock();
            }
        }
    }

    private static final String OUTGOING = "kind = any($2)";
    private static final String LOCAL = "kind <> all($2)";
    private static final String ANY = "$2::text[] is not null";

    public DeadlineWorker(UnitOfWork unitOfWork, InstantSource clock, Collection<DeadlineHandler> handlers) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.handlers = handlers.stream().collect(Collectors.toMap(DeadlineHandler::kind, Function.identity()));
        this.outgoingKinds = handlers.stream()
                .filter(DeadlineHandler::callsOut)
                .map(DeadlineHandler::kind)
                .toArray(String[]::new);
        this.lanes = List.of(Lane.of("local", LOCAL), Lane.of("outgoing", OUTGOING));
    }

    public void start() {
        for (Lane lane : lanes) {
            for (int i = 0; i < THREADS_OF_A_LANE; i++) {
                threads.add(Thread.ofVirtual()
                        .name("deadlines-" + lane.name() + "-" + i)
                        .start(() -> work(lane)));
            }
        }
    }

    /** Says that something may be due at once. Cheap. */
    public void wake() {
        for (Lane lane : lanes) {
            if (lane.woken().availablePermits() == 0) {
                lane.woken().release();
            }
        }
    }

    private void work(Lane lane) {
        while (!closed) {
            try {
                lane.lookout().lockInterruptibly();
                if (!closed && !handleNext(lane.condition(), lane::handOn)) {
                    boolean ignored = lane.woken().tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.warnf("Deadlines cannot be read, trying again: %s", e.toString());
                pause();
            } finally {
                lane.handOn();
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
        return handleNext(ANY, () -> {});
    }

    private boolean handleNext(String condition, Runnable onFound) {
        Taken taken = new Taken();
        try {
            Optional<Due> toCallOut = unitOfWork.run("system:deadlines", () -> take(condition, taken, onFound));
            toCallOut.ifPresent(due -> handler(due).handle(due));
        } catch (RuntimeException | Error e) {
            // An Error too: one thread fewer would handle deadlines, and nobody would notice.
            Due due = taken.due;
            if (due == null) {
                throw e;
            }
            log(due, e);
            putOff(due, taken.standsAt, e);
        }
        return taken.due != null;
    }

    /** While a service is away thousands may wait for it, every few seconds. */
    private static void log(Due due, Throwable failure) {
        LOG.logf(
                due.attempts() == 0 || !(failure instanceof PeerAway) ? Logger.Level.WARN : Logger.Level.DEBUG,
                "Deadline %s of %s failed, attempt %d: %s",
                due.kind(),
                due.subject(),
                due.attempts() + 1,
                failure);
    }

    /** What the transaction took, known outside of it even when it rolls back. */
    private static final class Taken {
        @org.jspecify.annotations.Nullable
        Due due;

        /** The time in the row from now on, unless somebody sets the deadline anew. */
        Instant standsAt = Instant.EPOCH;
    }

    private Optional<Due> take(String condition, Taken taken, Runnable onFound) {
        Tx tx = Tx.current();
        for (Row row : tx.query(
                "select kind, subject, due_at, attempts from deadline where due_at <= $1 and " + condition
                        + " order by due_at limit 1 for update skip locked",
                clock.instant(),
                outgoingKinds)) {
            Due due = new Due(
                    row.getString("kind"),
                    row.getString("subject"),
                    row.getOffsetDateTime("due_at").toInstant(),
                    row.getInteger("attempts"));
            taken.due = due;
            taken.standsAt = due.dueAt();
            onFound.run();
            if (handler(due).callsOut()) {
                Instant lease = clock.instant().plus(LEASE).truncatedTo(ChronoUnit.MICROS);
                tx.write(
                        "update deadline set due_at = $3, attempts = attempts + 1 where kind = $1 and subject = $2",
                        due.kind(),
                        due.subject(),
                        lease);
                taken.standsAt = lease;
                return Optional.of(due);
            }
            // A request locks what it changes first and then its deadline, we the other way round. When we meet it is
            // we who give way, well before PostgreSQL, which finds a deadlock after a second, picks one of us.
            tx.write("set local lock_timeout = '200ms'");
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

    /** A deadline that somebody has set anew since it was taken stands as that one wants it. */
    private void putOff(Due due, Instant standsAt, Throwable failure) {
        Duration longest = failure instanceof PeerAway ? LONGEST_WHILE_AWAY : LONGEST_BACKOFF;
        long seconds = Math.min(longest.toSeconds(), 1L << Math.min(due.attempts(), 10));
        unitOfWork.run("system:deadlines", () -> {
            Tx.current()
                    .write(
                            """
                            update deadline set due_at = $3, attempts = $4, error = $5
                            where kind = $1 and subject = $2 and due_at = $6""",
                            due.kind(),
                            due.subject(),
                            clock.instant().plusSeconds(seconds),
                            due.attempts() + 1,
                            failure.toString(),
                            standsAt);
            return due;
        });
    }

    /** Waits a while for handlers that are at work; one that is not done by then comes again after the next start. */
    @Override
    public void close() {
        closed = true;
        lanes.forEach(lane -> lane.woken().release());
        Instant end = Instant.now().plus(TIME_TO_END);
        try {
            for (Thread thread : threads) {
                Duration left = Duration.between(Instant.now(), end);
                boolean ignored = left.isPositive() && thread.join(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
