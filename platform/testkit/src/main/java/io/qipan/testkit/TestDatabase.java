package io.qipan.testkit;

import io.qipan.runtime.work.Database;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A migrated PostgreSQL database of its own for each test class, empty at the start of each test. Register it in a static
 * field.
 */
public final class TestDatabase implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int CONNECTIONS = 16;

    private final List<String> locations;
    private final List<String> kept;
    private @Nullable String name;
    private @Nullable Pool pool;
    private @Nullable PostgresUnitOfWork unitOfWork;

    private TestDatabase(List<String> locations, List<String> kept) {
        this.locations = locations;
        this.kept = kept;
    }

    /** A database with the migrations of these class path locations, such as {@code db/runtime}. */
    public static TestDatabase migrated(String... locations) {
        return new TestDatabase(List.of(locations), List.of());
    }

    /** Leaves these tables as the migrations filled them. */
    public TestDatabase keeping(String... tables) {
        return new TestDatabase(
                locations, Stream.concat(kept.stream(), Arrays.stream(tables)).toList());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        name = Databases.create(locations);
        pool = open(CONNECTIONS);
        unitOfWork = new PostgresUnitOfWork(new Database(pool));
    }

    /** Another pool to the same database, as another replica would have. The caller closes it. */
    public Pool open(int connections) {
        return openTo(EmbeddedServer.port(), connections);
    }

    /** A pool that looks for the database at another port. */
    public Pool openTo(int port, int connections) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(new PgConnectOptions()
                        .setHost(EmbeddedServer.HOST)
                        .setPort(port)
                        .setDatabase(name())
                        .setUser(EmbeddedServer.USER)
                        .setPassword(EmbeddedServer.PASSWORD)
                        .setCachePreparedStatements(true)
                        .setPipeliningLimit(64))
                .using(VERTX)
                .build();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (pool != null) {
            pool.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        Databases.drop(name());
    }

    public PostgresUnitOfWork unitOfWork() {
        return started(unitOfWork);
    }

    public Pool pool() {
        return started(pool);
    }

    public Vertx vertx() {
        return VERTX;
    }

    /** The database's name on the server. */
    public String name() {
        return started(name);
    }

    public int port() {
        return EmbeddedServer.port();
    }

    /** With user and password. */
    public String jdbcUrl() {
        return EmbeddedServer.jdbcUrl(name());
    }

    /** Runs SQL outside of any unit of work, as an intruder or an administrator would. */
    public void execute(String sql) {
        EmbeddedServer.execute(name(), sql);
    }

    /** Empties every table but the kept ones; the feed starts again at its beginning. */
    public void clear() {
        String keep = Stream.concat(Stream.of("flyway_schema_history", "feed_head"), kept.stream())
                .map(table -> "'" + table + "'")
                .collect(Collectors.joining(","));
        execute("""
                do $$
                declare tables text;
                begin
                    select string_agg(format('%%I.%%I', schemaname, tablename), ', ') into tables
                    from pg_tables where schemaname = 'public' and tablename not in (%s);
                    if tables is not null then
                        execute 'truncate ' || tables || ' restart identity';
                    end if;
                    if to_regclass('feed_head') is not null then
                        update feed_head set revision = 0, hash = '\\x';
                    end if;
                end $$""".formatted(keep));
    }

    /** Waits for something that happens on other threads, at most 30 s; what it throws fails the test. */
    public static <T> T await(Future<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("The other thread failed or did not come to an end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for another thread", e);
        }
    }

    private static <T> T started(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("Register TestDatabase in a static field with @RegisterExtension");
        }
        return value;
    }
}
