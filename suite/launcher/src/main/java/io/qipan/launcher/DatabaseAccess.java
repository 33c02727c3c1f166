package io.qipan.launcher;

import java.sql.Connection;
import java.sql.SQLException;

/** The way into the database of one service, for what measures or checks beside it. */
public record DatabaseAccess(Address address, String name, String user, String password) {

    /** Of a board that was started, or a sentence when it was not. */
    public static DatabaseAccess of(Workspace workspace, Service service) {
        Ports ports = new RunState(workspace.run()).ports().orElseThrow(Board::notRunning);
        String name = service.shortName();
        return new DatabaseAccess(
                Address.local(ports.postgres()), name, name, new Keys(workspace.keys()).password(name));
    }

    /** With every right, on a server of a checkout that need not be a whole board. */
    public static DatabaseAccess ofSuperuser(Workspace workspace, int port, String database) {
        return new DatabaseAccess(
                Address.local(port), database, Postgres.SUPERUSER, new Keys(workspace.keys()).password(Postgres.NAME));
    }

    /** A new connection through JDBC. */
    public Connection connect() throws SQLException {
        return Databases.connect(address.port(), user, name, password);
    }

    /** What answers there, for example {@code PostgreSQL 18.4}. */
    public String version() throws SQLException {
        try (Connection connection = connect()) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + address + "/" + name;
    }
}
