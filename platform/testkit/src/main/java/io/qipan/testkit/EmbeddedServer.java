package io.qipan.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The one PostgreSQL server of this JVM. It ends with the JVM. Quarkus loads test classes in several class loaders, so its
 * port is kept where all of them see it.
 */
final class EmbeddedServer {

    static final String HOST = "localhost";
    static final String USER = "postgres";
    static final String PASSWORD = "postgres";
    private static final String PORT_PROPERTY = "qipan.testkit.postgres.port";

    private EmbeddedServer() {}

    static int port() {
        // A lock that every class loader shares, as the property is.
        synchronized (System.getProperties()) {
            Integer started = Integer.getInteger(PORT_PROPERTY);
            if (started == null) {
                started = start().getPort();
                System.setProperty(PORT_PROPERTY, started.toString());
            }
            return started;
        }
    }

    /** A server of its own, for tests that stop it. Nothing of it needs to survive, so nothing is flushed to the disk. */
    static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("timezone", "UTC")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + port() + "/" + database + "?user=" + USER + "&password=" + PASSWORD;
    }

    static void execute(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run: " + sql, e);
        }
    }
}
