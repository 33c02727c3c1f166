package io.qipan.runtime.work;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A unit of work as a PostgreSQL transaction. */
public final class PostgresUnitOfWork implements UnitOfWork {
    /** Refusals that say nothing of what is stored, so that the same request cannot have caused them. */
    private static final Set<Reason.Code> NOT_OWN_DOING =
            Set.of(Reason.Code.DEADLINE_EXCEEDED, Reason.Code.UNAVAILABLE, Reason.Code.UNAUTHENTICATED);

    private static final String READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private static final String READER = "reader";

    private final Database database;
    private final Optional<Standby> standby;
    private final Map<News, List<Runnable>> listeners = new EnumMap<>(News.class);

    public PostgresUnitOfWork(Database database) {
        this(database, Optional.empty());
    }

    /** With a standby for what need not be of this moment. */
    public PostgresUnitOfWork(Database database, Optional<Standby> standby) {
        this.database = database;
        this.standby = standby;
        for (News news : News.values()) {
            listeners.put(news, new CopyOnWriteArrayList<>());
        }
    }

    /** Has something done after each commit that brings such news; it must be quick and must not throw. */
    public void afterCommit(News news, Runnable listener) {
        Objects.requireNonNull(listeners.get(news)).add(listener);
    }

    // Nearly every request comes once. So its key is not looked for before the work, at the price of a round trip, but
    // stored after it: a repeat fails there, or earlier at what its first attempt has changed, and is undone.
    @Override
    public <R extends Message> R once(RequestKey key, Parser<R> reply, Supplier<R> work) {
        try {
            return attempt(key, work);
        } catch (ConstraintViolated e) {
            return read(() -> findReply(key, reply)).orElseThrow(() -> e);
        } catch (RefusedException e) {
            if (NOT_OWN_DOING.contains(e.refusal().reason().code())) {
                throw e;
            }
            return read(() -> findReply(key, reply)).orElseThrow(() -> e);
        }
    }

    private <R extends Message> R attempt(RequestKey key, Supplier<R> work) {
        return transact("BEGIN", key.caller(), Optional.of(key.requestId()), () -> {
            R result = work.get();
            Tx.current()
                    .write(
                            "insert into request (caller, method, request_id, body_hash, reply) values ($1, $2, $3, $4, $5)",
                            key.caller(),
                            key.method(),
                            key.requestId(),
                            key.bodyHash(),
                            result.toByteArray());
            return result;
        });
    }

    private static <R extends Message> Optional<R> findReply(RequestKey key, Parser<R> reply) {
        for (Row row : Tx.current()
                .query(
                        "select body_hash, reply from request where caller = $1 and method = $2 and request_id = $3",
                        key.caller(),
                        key.method(),
                        key.requestId())) {
            if (!Arrays.equals(row.getBuffer("body_hash").getBytes(), key.bodyHash())) {
                throw requestIdReused(key.requestId()).asException();
            }
            return Optional.of(parse(reply, row.getBuffer("reply").getBytes()));
        }
        return Optional.empty();
    }

    /** The refusal for a request id that comes with another body. */
    public static Refusal requestIdReused(UUID requestId) {
        return Refusal.of(
                        Reason.REQUEST_ID_REUSED,
                        "request_id " + requestId
                                + " was used before with another body. Nothing was done; take a new id for a new intention.")
                .with("request_id", requestId.toString());
    }

    private static <R extends Message> R parse(Parser<R> parser, byte[] bytes) {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A stored reply cannot be read", e);
        }
    }

    @Override
    public <T> T run(String actor, Supplier<T> work) {
        return transact("BEGIN", actor, Optional.empty(), work);
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return transact(READING, READER, Optional.empty(), work);
    }

    @Override
    public <T> T readBehind(Supplier<T> work) {
        Optional<SqlConnection> connection = standby.flatMap(Standby::connect);
        if (standby.isEmpty() || connection.isEmpty()) {
            return read(work);
        }
        try {
            T result = transact(connection.get(), READING, READER, Optional.empty(), work);
            standby.get().served();
            return result;
        } catch (RuntimeException e) {
            if (!standby.get().failedHere(e)) {
                throw e;
            }
            return read(work);
        }
    }

    private <T> T transact(String begin, String actor, Optional<UUID> requestId, Supplier<T> work) {
        return transact(database.connect(), begin, actor, requestId, work);
    }

    private <T> T transact(
            SqlConnection connection, String begin, String actor, Optional<UUID> requestId, Supplier<T> work) {
        Tx tx = new Tx(connection, actor, requestId);
        try {
            // Nobody waits for a statement longer than this, so that the server ends it then, and a connection is free
            // again soon after whoever asked has gone.
            tx.begin(begin + "; SET LOCAL statement_timeout = " + Math.max(1, Database.patienceMs()));
            T result = ScopedValue.where(Tx.CURRENT, tx).call(work::get);
            tx.commit();
            connection.close();
            tx.news()
                    .forEach(news -> Objects.requireNonNull(listeners.get(news)).forEach(Runnable::run));
            return result;
        } catch (Throwable t) {
            abandon(tx, connection);
            throw t;
        }
    }

    /** Gives the connection back once it is free again. A broken one has rolled back by itself. */
    private static void abandon(Tx tx, SqlConnection connection) {
        if (tx.isOver()) {
            connection.close();
        } else {
            connection.query("ROLLBACK").execute().onComplete(done -> connection.close());
        }
    }
}
