package io.qipan.bench.orders;

import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.UserError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Dispatch-service reads the units from patrol-service every few seconds. */
final class KnownToDispatch {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private KnownToDispatch() {}

    static void await(DatabaseAccess dispatch, List<String> units) throws SQLException, InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        try (Connection connection = dispatch.connect();
                PreparedStatement count =
                        connection.prepareStatement("select count(*) from known_unit where name = any(?)")) {
            count.setArray(1, connection.createArrayOf("text", units.toArray()));
            while (known(count) < units.size()) {
                if (Instant.now().isAfter(end)) {
                    throw new UserError("dispatch-service has not read the units from patrol-service within "
                            + LONGEST.toSeconds() + " s.");
                }
                Thread.sleep(LOOK_EVERY);
            }
        }
    }

    private static int known(PreparedStatement count) throws SQLException {
        try (ResultSet rows = count.executeQuery()) {
            boolean ignored = rows.next();
            return rows.getInt(1);
        }
    }
}
