package io.qipan.runtime.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * A standby of the service's database, for reads that need not be of this moment. One that is away, has become a primary, or
 * is further behind than the bound is passed over; it is asked at each read, since its address may lead to several of them.
 */
public final class Standby {
    private static final Logger LOG = Logger.getLogger(Standby.class);
    /** How long the standby may take to say how far it is. */
    private static final long PATIENCE_MS = 1_000;
    /** For so long nobody waits again for one that did not answer. */
    private static final Duration PASSED_OVER = Duration.ofSeconds(5);
    /** A connection that was lost, and a statement in the way of what the standby has to replay (SQL state 40001). */
    private static final Set<Reason> ITS_DOING = Set.of(Reason.DEPENDENCY_UNAVAILABLE, Reason.CONCURRENT_CHANGE);

    /** SQL states of what does not exist, among others. */
    private static final String UNDEFINED = "42";

    // All that the standby has replayed was committed before it tells its state, so the age is of what a read begun now
    // sees.
    // Empty if it has replayed nothing since it was started.
    private static final String STATE = """
            select pg_is_in_recovery() as standby, pg_last_wal_replay_lsn()::text as replayed,
                extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())::float8 as age""";

    // Not pg_current_wal_lsn(): with synchronous_commit = off what is committed may not be written out yet.
    private static final String NOTHING_MISSING = "select pg_current_wal_insert_lsn() <= $1::text::pg_lsn as all";

    private final Pool standby;
    private final Pool primary;
    private final Duration mostBehind;
    private final MeterRegistry meters;
    private final AtomicLong passedOverUntil = new AtomicLong(System.nanoTime());
    private volatile double age = Double.NaN;

    /**
     * @param mostBehind what it has replayed may be that old, by its clock and the primary's; one that has replayed all there is
     *     is never too old
     */
    public Standby(Pool standby, Pool primary, Duration mostBehind, MeterRegistry meters) {
        this.standby = standby;
        this.primary = primary;
        this.mostBehind = mostBehind;
        this.meters = meters;
        Gauge.builder("qipan.standby.age.seconds", () -> age)
                .description("How old the last read at the standby was, or would have been (s)")
                .register(meters);
    }

    /** A connection to it, if it answers soon and is near enough; else the primary serves. */
    Optional<SqlConnection> connect() {
        if (System.nanoTime() - passedOverUntil.get() < 0) {
            return passOver("away");
        }
        boolean patient = Database.patienceMs() > PATIENCE_MS;
        Future<SqlConnection> asked = standby.getConnection();
        try {
            SqlConnection connection = Database.await(asked, Math.min(PATIENCE_MS, Database.patienceMs()));
            Optional<String> against = against(connection);
            if (against.isPresent()) {
                connection.close();
                return passOver(against.get());
            }
            return Optional.of(connection);
        } catch (RuntimeException e) {
            LOG.debugf(e, "The standby does not say how far it is");
            asked.onSuccess(SqlConnection::close);
            // One who had less time than that does not keep others from it.
            if (patient) {
                passedOverUntil.set(System.nanoTime() + PASSED_OVER.toNanos());
            }
            return passOver("away");
        }
    }

    /** Why it cannot be read from now. */
    private Optional<String> against(SqlConnection connection) {
        Row state = Database.await(connection.query(STATE).execute(), Math.min(PATIENCE_MS, Database.patienceMs()))
                .iterator()
                .next();
        if (!state.getBoolean("standby")) {
            return Optional.of("promoted");
        }
        Double replayedBefore = state.getDouble("age");
        age = replayedBefore == null ? Double.NaN : replayedBefore;
        boolean near = replayedBefore != null && replayedBefore * 1_000 <= mostBehind.toMillis();
        return near || hasAll(state.getString("replayed")) ? Optional.empty() : Optional.of("behind");
    }

    /** Where nothing is written the last transaction is old, and nothing is missing. */
    private boolean hasAll(String replayed) {
        boolean all = Database.await(
                        primary.preparedQuery(NOTHING_MISSING).execute(Tuple.of(replayed)), Database.patienceMs())
                .iterator()
                .next()
                .getBoolean("all");
        if (all) {
            age = 0;
        }
        return all;
    }

    private Optional<SqlConnection> passOver(String why) {
        count("primary", why);
        return Optional.empty();
    }

    void served() {
        count("standby", "near");
    }

    /** Whether a read failed because it was read here, so that it is read once more at the primary. */
    boolean failedHere(RuntimeException failure) {
        boolean its = switch (failure) {
            case RefusedException refused ->
                ITS_DOING.contains(refused.refusal().reason());
            // It has yet to replay what a migration has made.
            case PgException e -> e.getSqlState() != null && e.getSqlState().startsWith(UNDEFINED);
            default -> false;
        };
        boolean here = its && Database.patienceMs() > 0;
        if (here) {
            count("primary", "failed");
        }
        return here;
    }

    private void count(String served, String why) {
        meters.counter("qipan.standby.reads", "served", served, "why", why).increment();
    }
}
