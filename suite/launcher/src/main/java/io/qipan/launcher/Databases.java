package io.qipan.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The database of each service, owned by a role of its own. The services make the tables in them. */
final class Databases {

    private static final String WRONG_PASSWORD = "28P01";
    /**
     * Iterations make it dear to guess a password from what the server keeps of it. Nobody guesses the 24 random bytes
     * of ours (Keys), and by itself each new connection of a JVM that has just started would count to 4,096.
     */
    private static final int ITERATIONS = 1;

    private final Keys keys;
    private final int port;

    Databases(Keys keys, int port) {
        this.keys = keys;
        this.port = port;
    }

    /** Creates what is missing, and gives each role the password that is in its file. */
    void ensure() {
        try (Connection connection = connect(Postgres.SUPERUSER, "postgres", keys.password(Postgres.NAME))) {
            for (Service service : Service.values()) {
                ensure(connection, service.shortName());
            }
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                throw new UserError(
                        "The password in .qipan/keys/postgres.password does not open the data in .qipan/data."
                                + " Put the right keys back, or remove .qipan to start from nothing.");
            }
            throw new IllegalStateException("Cannot prepare the databases on port " + port, e);
        }
    }

    boolean answer() {
        try (Connection connection = connect(Postgres.SUPERUSER, "postgres", keys.password(Postgres.NAME))) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private void ensure(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
                statement.execute("CREATE ROLE " + name + " LOGIN");
            }
            statement.execute("SET scram_iterations = " + ITERATIONS);
            statement.execute("ALTER ROLE " + name + " PASSWORD '" + keys.password(name) + "'");
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + name);
            }
            statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    Connection connect(String user, String database, String password) throws SQLException {
        return connect(port, user, database, password);
    }

    static Connection connect(int port, String user, String database, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + Address.LOOPBACK + ":" + port + "/" + database, properties);
    }
}
