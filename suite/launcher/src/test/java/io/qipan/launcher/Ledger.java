package io.qipan.launcher;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes the same numbered notes to all three databases, one after the other, each with its place in the journal. */
final class Ledger {

    private final Workspace workspace;
    private final AtomicLong written = new AtomicLong();
    private volatile boolean stopped;
    private @Nullable Thread writer;
    private volatile @Nullable Exception failure;

    Ledger(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Goes on behind what is there; returns when some more are written. */
    void start() throws SQLException {
        long before = ask(workspace, Service.ECOLOGY, "select revision from feed_head");
        written.set(before);
        writer = Thread.ofPlatform().start(this::write);
        await().until(() -> written() > before + 20);
    }

    private void write() {
        try (Connection dispatch = connect(workspace, Service.DISPATCH);
                Connection patrol = connect(workspace, Service.PATROL);
                Connection ecology = connect(workspace, Service.ECOLOGY)) {
            for (long number = written.get() + 1; !stopped; number++) {
                note(dispatch, number);
                note(patrol, number);
                note(ecology, number);
                written.set(number);
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    private static void note(Connection connection, long number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    begin;
                    insert into note values (%1$d, repeat('written %1$d ', 20));
                    update feed_head set revision = %1$d, hash = sha256(hash || '%1$d'::bytea);
                    commit""".formatted(number));
        }
    }

    /** The last number that is in all three. */
    long written() {
        if (failure != null) {
            throw new AssertionError(failure);
        }
        return written.get();
    }

    long stop() {
        stopped = true;
        try {
            if (writer != null) {
                writer.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return written();
    }

    static long ask(Workspace workspace, Service service, String sql) throws SQLException {
        try (Connection connection = connect(workspace, service);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static void execute(Workspace workspace, Service service, String sql) throws SQLException {
        try (Connection connection = connect(workspace, service);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(Workspace workspace, Service service) throws SQLException {
        return DatabaseAccess.of(workspace, service).connect();
    }
}
