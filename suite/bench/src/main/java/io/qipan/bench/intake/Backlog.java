package io.qipan.bench.intake;

import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.UserError;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** What the service has stored and not yet put into its feed. */
record Backlog(DatabaseAccess database) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    void awaitNone() {
        Instant end = Instant.now().plus(PATIENCE);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (isThere(statement)) {
                if (Instant.now().isAfter(end)) {
                    throw new UserError("The service has not put its changes into the feed within "
                            + PATIENCE.toSeconds() + " s. See ./qipan status.");
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        } catch (SQLException e) {
            throw new UserError("The database of dispatch-service cannot be asked: " + e.getMessage());
        }
    }

    private static boolean isThere(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select exists (select from journal_pending)")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
