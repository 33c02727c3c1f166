package io.qipan.runtime.work;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The open transaction of the current unit of work, for adapters. Statements go out one after the other without waiting for
 * each other; only what is read is waited for, so that what a request writes costs no round trips.
 */
public final class Tx {
    static final ScopedValue<Tx> CURRENT = ScopedValue.newInstance();

    private final SqlConnection connection;
    private String actor;
    private final Optional<UUID> requestId;
    private final List<Future<RowSet<Row>>> pending = new ArrayList<>();
    private final Set<News> brought = EnumSet.noneOf(News.class);
    private @Nullable Future<RowSet<Row>> commit;

    Tx(SqlConnection connection, String actor, Optional<UUID> requestId) {
        this.connection = connection;
        this.actor = actor;
        this.requestId = requestId;
    }

    public static Tx current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("No unit of work is open here");
        }
        return CURRENT.get();
    }

    /** Goes on as another part of the system, once it is known which. */
    public void actAs(String system) {
        actor = "system:" + system;
    }

    /** Who does this: the subject of a token, or {@code system:} and a name. */
    public String actor() {
        return actor;
    }

    public Optional<UUID> requestId() {
        return requestId;
    }

    /**
     * Runs a statement and waits for its rows.
     *
     * @param arguments for {@code $1}, {@code $2} ...; an {@link Instant} goes to a timestamptz, bytes to a bytea
     */
    public RowSet<Row> query(String sql, @Nullable Object... arguments) {
        Future<RowSet<Row>> rows = send(sql, arguments);
        pending.add(rows);
        settle();
        return rows.result();
    }

    /** Sends a statement whose rows nobody needs. It fails, at the latest, when the unit of work commits. */
    public void write(String sql, @Nullable Object... arguments) {
        pending.add(send(sql, arguments));
    }

    /** Says that this unit of work brings news once it has committed. */
    public void brings(News news) {
        brought.add(news);
    }

    Set<News> news() {
        return brought;
    }

    void begin(String statement) {
        pending.add(connection.query(statement).execute());
    }

    /** Waits for everything sent so far as well; the first failure is thrown. */
    void commit() {
        commit = connection.query("COMMIT").execute();
        pending.add(commit);
        settle();
    }

    /** Whether the server has ended the transaction, one way or the other. */
    boolean isOver() {
        return commit != null && commit.isComplete();
    }

    /** Waits for everything sent so far; the first failure is thrown. */
    void settle() {
        List<Future<?>> sent = List.copyOf(pending);
        pending.clear();
        Database.await(Future.join(sent));
    }

    private Future<RowSet<Row>> send(String sql, @Nullable Object[] arguments) {
        Tuple tuple = Tuple.tuple();
        for (Object argument : arguments) {
            tuple.addValue(
                    switch (argument) {
                        case null -> null;
                        case Instant instant -> instant.atOffset(ZoneOffset.UTC);
                        case byte[] bytes -> Buffer.buffer(bytes);
                        default -> argument;
                    });
        }
        return connection.preparedQuery(sql).execute(tuple);
    }
}
