package io.qipan.runtime.work;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Forgets requests that nobody will repeat any more. A repeat that comes later still meets what it did: an etag that is not
 * current, a reference that exists.
 */
public final class RequestAges implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RequestAges.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);
    /** Short transactions, so that nobody waits for this one. */
    private static final int AT_A_TIME = 5_000;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Duration kept;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param kept how long a request is known after it took effect
     */
    public RequestAges(UnitOfWork unitOfWork, InstantSource clock, Duration kept) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.kept = kept;
    }

    public void start() {
        Thread.ofVirtual().name("request-ages").start(this::forgetNowAndThen);
    }

    private void forgetNowAndThen() {
        try {
            do {
                try {
                    forget();
                } catch (RuntimeException e) {
                    LOG.warnf("Old requests cannot be forgotten now: %s", e.toString());
                }
            } while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many. */
    public int forget() {
        int all = 0;
        int some;
        do {
            some = forgetSome(clock.instant().minus(kept));
            all += some;
        } while (some == AT_A_TIME && closed.getCount() > 0);
        return all;
    }

    private int forgetSome(Instant before) {
        return unitOfWork.run("system:request-ages", () -> {
            Row row = Tx.current().query("""
                            with old as (select caller, method, request_id from request where at < $1 order by at limit $2),
                                gone as (delete from request using old where request.caller = old.caller
                                    and request.method = old.method and request.request_id = old.request_id returning 1)
                            select count(*)::integer from gone""", before, AT_A_TIME).iterator().next();
            return row.getInteger(0);
        });
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
