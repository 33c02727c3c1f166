package io.qipan.bench.intake;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.bench.harness.Side;
import io.qipan.launcher.DatabaseAccess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * The limit: the rows of one incident in one transaction, through the client that the service uses, as fast as it goes. All
 * statements are prepared and sent without waiting for each other, one round trip in all.
 */
final class DatabaseSide implements Side, AutoCloseable {

    private static final String INCIDENT = """
            insert into bench_incident (id, number, version, state, type, priority, summary, locations, owner,
                next_deadline_at, opened_at, act_at, drill, recorded_at)
            values ($1, 'I' || extract(year from $2::timestamptz at time zone 'Asia/Shanghai') || '-'
                || lpad(nextval('bench_incident_number')::text, 6, '0'),
                $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $2)
            returning number""";
    private static final String JOURNAL = """
            with told as (
                insert into bench_journal (resource, action, actor, request_id, occurred_at, recorded_at, reason, type, state)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                returning position)
            insert into bench_journal_pending (position) select position from told""";
    private static final String DEADLINE = """
            insert into bench_deadline (kind, subject, due_at) values ($1, $2, $3)
            on conflict (kind, subject) do update set due_at = excluded.due_at, attempts = 0, error = null""";
    private static final String REQUEST =
            "insert into bench_request (caller, method, request_id, body_hash, reply) values ($1, $2, $3, $4, $5)";

    /** As in the service: microprofile-config.properties of the runtime. */
    private static final int PIPELINING_LIMIT = 64;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final int concurrency;
    private final Sample sample;

    DatabaseSide(DatabaseAccess database, int connections, int concurrency, Sample sample) {
        this.concurrency = concurrency;
        this.sample = sample;
        PgConnectOptions options = new PgConnectOptions()
                .setHost(database.address().host())
                .setPort(database.address().port())
                .setDatabase(database.name())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true)
                .setPipeliningLimit(PIPELINING_LIMIT);
        this.pool = PgBuilder.pool()
                // Without a number of loops all connections would share the one of whoever asked first; the service
                // asks from
                // many threads, and spreads.
                .with(new PoolOptions()
                        .setMaxSize(connections)
                        .setEventLoopSize(Runtime.getRuntime().availableProcessors()))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    @Override
    public String title() {
        return "Same rows, reactive client";
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public CompletionStage<?> once() {
        return pool.getConnection().compose(this::write).toCompletionStage();
    }

    private Future<?> write(SqlConnection connection) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        String resource = "incidents/" + id;
        UUID requestId = UUID.randomUUID();
        List<Future<?>> sent = List.of(
                connection.query("BEGIN").execute(),
                connection.preparedQuery(INCIDENT).execute(incident(id)),
                connection.preparedQuery(JOURNAL).execute(journal(resource, requestId)),
                connection
                        .preparedQuery(DEADLINE)
                        .execute(Tuple.of(
                                sample.deadline().kind(),
                                resource,
                                sample.deadline().dueAt())),
                connection.preparedQuery(REQUEST).execute(request(requestId)),
                connection.query("COMMIT").execute());
        return Future.join(sent).eventually(() -> connection.close());
    }

    private Tuple incident(UUID id) {
        Sample.IncidentRow row = sample.incident();
        return Tuple.from(List.of(
                id,
                row.recordedAt(),
                row.version(),
                row.state(),
                row.type(),
                row.priority(),
                row.summary(),
                row.locations(),
                row.owner(),
                row.nextDeadlineAt(),
                row.openedAt(),
                row.actAt(),
                row.drill()));
    }

    private Tuple journal(String resource, UUID requestId) {
        Sample.JournalRow row = sample.journal();
        return Tuple.from(List.of(
                resource,
                row.action(),
                row.actor(),
                requestId,
                row.occurredAt(),
                row.recordedAt(),
                row.reason(),
                row.type(),
                row.state()));
    }

    private Tuple request(UUID requestId) {
        Sample.RequestRow row = sample.request();
        return Tuple.of(row.caller(), row.method(), requestId, row.bodyHash(), row.reply());
    }

    @Override
    public void close() {
        // One after the other from here: what a loop had still to say when all loops end is never said.
        join(pool.close());
        join(vertx.close());
    }

    private static void join(Future<Void> closed) {
        closed.toCompletionStage().toCompletableFuture().join();
    }
}
