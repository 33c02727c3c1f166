package io.qipan.bench.intake;

import io.qipan.launcher.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Tables {@code bench_*} in the service's own database, each with the columns, defaults, checks and indexes of its original:
 * rows written there cost the same, and the service never sees them.
 */
final class Twins implements AutoCloseable {

    private static final List<String> TABLES = List.of("incident", "journal", "journal_pending", "deadline", "request");

    private final DatabaseAccess database;

    private Twins(DatabaseAccess database) {
        this.database = database;
    }

    /** Makes them anew, also when an earlier run was interrupted and left its own. */
    static Twins create(DatabaseAccess database) throws SQLException {
        Twins twins = new Twins(database);
        twins.drop();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("create table bench_%1$s (like %1$s including all)".formatted(table));
            }
            // LIKE copies no foreign keys.
            statement.execute("alter table bench_incident add foreign key (type) references incident_type");
            statement.execute("create sequence bench_incident_number");
        }
        return twins;
    }

    private void drop() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("drop table if exists bench_" + table);
            }
            statement.execute("drop sequence if exists bench_incident_number");
        }
    }

    @Override
    public void close() throws SQLException {
        drop();
    }
}
