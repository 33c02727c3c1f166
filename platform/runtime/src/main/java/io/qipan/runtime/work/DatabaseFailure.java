package io.qipan.runtime.work;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/** What the driver says, in our words. SQL states: PostgreSQL manual, appendix A. */
final class DatabaseFailure {
    private static final Logger LOG = Logger.getLogger(DatabaseFailure.class);
    private static final Set<String> LOST_RACE = Set.of("40001", "40P01", "55P03");

    private static final String QUERY_CANCELED = "57014";

    private DatabaseFailure() {}

    static RuntimeException translate(Throwable failure) {
        if (failure instanceof PgException pg) {
            return translate(pg);
        }
        // The client tells a closed connection, a closed pool and an exhausted one by VertxExceptions and by throwables
        // of its
        // own that are no exceptions at all.
        if (failure instanceof VertxException || !(failure instanceof RuntimeException e)) {
            return unavailable(failure);
        }
        return e;
    }

    /** Whatever keeps the server from taking a connection, it is not the caller's doing and may pass. */
    static RuntimeException noConnection(Throwable failure) {
        return unavailable(failure);
    }

    private static RuntimeException translate(PgException pg) {
        String state = pg.getSqlState() == null ? "" : pg.getSqlState();
        if (state.startsWith("23") && pg.getConstraint() != null) {
            return new ConstraintViolated(pg.getConstraint(), pg);
        }
        if (LOST_RACE.contains(state)) {
            return Refusal.of(Reason.CONCURRENT_CHANGE, "Another change came first. Try again.")
                    .asException();
        }
        if (state.equals(QUERY_CANCELED)) {
            return tooLate();
        }
        // 08 connection, 53 out of resources, 57P the server is stopping or starting.
        if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")) {
            return unavailable(pg);
        }
        return pg;
    }

    static RuntimeException tooLate() {
        return Refusal.of(Reason.DEADLINE_PASSED, "The deadline passed while waiting for the database.")
                .asException();
    }

    private static RuntimeException unavailable(Throwable cause) {
        LOG.debugf(cause, "The database cannot be reached");
        return Refusal.of(Reason.DEPENDENCY_UNAVAILABLE, "The database cannot be reached now. Try again.")
                .with("dependency", "database")
                .retryAfter(Duration.ofSeconds(1))
                .asException();
    }
}
