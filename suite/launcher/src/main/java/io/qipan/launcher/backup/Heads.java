package io.qipan.launcher.backup;

import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.Service;
import io.qipan.launcher.UserError;
import io.qipan.launcher.backup.Manifest.History;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The ends of the three journals, held for a moment: while this is open nothing is sealed, so that what is noted of them is what a
 * restore point holds. Requests are not kept waiting, for they commit before their changes are sealed.
 */
final class Heads implements AutoCloseable {

    private static final String NO_SUCH_TABLE = "42P01";

    private final List<Connection> connections = new ArrayList<>();
    private final Map<Service, History> histories = new EnumMap<>(Service.class);

    private Heads() {}

    /** Waits for the sealing under way, at most 10 s. */
    static Heads hold(Function<Service, DatabaseAccess> databases) throws SQLException {
        Heads heads = new Heads();
        try {
            for (Service service : Service.values()) {
                heads.hold(service, databases.apply(service));
            }
            return heads;
        } catch (SQLException | RuntimeException e) {
            heads.close();
            throw e;
        }
    }

    /** As they are, when nobody else is there. */
    static SortedMap<String, History> read(Function<Service, DatabaseAccess> databases) throws SQLException {
        try (Heads heads = hold(databases)) {
            return heads.histories();
        }
    }

    private void hold(Service service, DatabaseAccess database) throws SQLException {
        Connection connection = database.connect();
        connections.add(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '10s'");
            try (ResultSet head =
                    statement.executeQuery("select revision, encode(hash, 'hex') from feed_head for update")) {
                boolean ignored = head.next();
                long revision = head.getLong(1);
                String hash = head.getString(2);
                histories.put(service, new History(revision, hash, migrations(connection)));
            }
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                throw new UserError(
                        service.processName() + " has no journal: it never came up on this board. Start it: ./qipan up",
                        e);
            }
            throw e;
        }
    }

    private static List<String> migrations(Connection connection) throws SQLException {
        List<String> versions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select version from flyway_schema_history"
                        + " where success and version is not null order by installed_rank")) {
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
        }
        return List.copyOf(versions);
    }

    SortedMap<String, History> histories() {
        SortedMap<String, History> named = new TreeMap<>();
        histories.forEach((service, history) -> named.put(service.processName(), history));
        return named;
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
