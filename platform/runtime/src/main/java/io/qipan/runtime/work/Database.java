package io.qipan.runtime.work;

import io.grpc.Context;
import io.grpc.Deadline;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The service's database through the reactive client, waited for on virtual threads. */
public final class Database {
    /** Longest wait of work that has no deadline of its own. */
    private static final long PATIENCE_MS = 30_000;

    private final Pool pool;

    public Database(Pool pool) {
        this.pool = pool;
    }

    /** How much longer whoever asked will wait; negative if no more. */
    static long patienceMs() {
        Deadline deadline = Context.current().getDeadline();
        return deadline == null ? PATIENCE_MS : deadline.timeRemaining(TimeUnit.MILLISECONDS);
    }

    SqlConnection connect() {
        Future<SqlConnection> connection = pool.getConnection();
        try {
            return await(connection.recover(failure -> Future.failedFuture(DatabaseFailure.noConnection(failure))));
        } catch (RuntimeException e) {
            // It may still arrive, and then nobody else would give it back.
            connection.onSuccess(SqlConnection::close);
            throw e;
        }
    }

    /** Waits for a result until the deadline of the RPC being served, or {@link #PATIENCE_MS}. */
    static <T> T await(Future<T> future) {
        return await(future, patienceMs());
    }

    /** The same for so many milliseconds at most. */
    static <T> T await(Future<T> future, long mostMs) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(Math.max(0, mostMs), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw DatabaseFailure.translate(cause == null ? e : cause);
        } catch (TimeoutException e) {
            throw DatabaseFailure.tooLate();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(Reason.SHUTTING_DOWN, "The service is going down.").asException();
        }
    }
}
