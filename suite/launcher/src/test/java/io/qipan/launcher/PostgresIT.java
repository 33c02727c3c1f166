package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT {

    @TempDir
    Path folder = Path.of("");

    private final List<Postgres> toStop = new ArrayList<>();

    @AfterEach
    void stopAll() {
        toStop.forEach(postgres -> postgres.stop(Postgres.Stop.FAST));
    }

    @Test
    void dataIsThereAfterARestart() throws SQLException {
        // Given
        Workspace workspace = workspace("one");
        Postgres postgres = postgres(workspace);
        int port = FreePorts.find().postgres();
        postgres.start(port, Unprivileged.here());
        new Databases(new Keys(workspace.keys()), port).ensure();
        execute(workspace, port, "CREATE TABLE note AS SELECT 'still here' AS words");
        postgres.stop(Postgres.Stop.FAST);

        // When
        postgres.start(port, Unprivileged.here());

        // Then
        assertThat(ask(workspace, port, "SELECT words FROM note")).isEqualTo("still here");
        assertThat(ask(workspace, port, "SHOW fsync")).isEqualTo("on");
        assertThat(ask(workspace, port, "SHOW server_version_num")).startsWith("18");
    }

    @Test
    void twoRunSideBySideEachWithItsOwnData() throws SQLException {
        // Given
        Workspace left = workspace("left");
        Workspace right = workspace("right");
        int leftPort = FreePorts.find().postgres();
        postgres(left).start(leftPort, Unprivileged.here());
        int rightPort = FreePorts.find().postgres();

        // When
        postgres(right).start(rightPort, Unprivileged.here());

        // Then
        new Databases(new Keys(left.keys()), leftPort).ensure();
        new Databases(new Keys(right.keys()), rightPort).ensure();
        assertThat(ask(left, leftPort, "SHOW port")).isEqualTo(String.valueOf(leftPort));
        assertThat(ask(right, rightPort, "SHOW port")).isEqualTo(String.valueOf(rightPort));
    }

    @Test
    void whatWasCommittedSurvivesAnImmediateStop() throws SQLException {
        // Given
        Workspace workspace = workspace("crashed");
        Postgres postgres = postgres(workspace);
        int port = FreePorts.find().postgres();
        postgres.start(port, Unprivileged.here());
        new Databases(new Keys(workspace.keys()), port).ensure();
        execute(workspace, port, "CREATE TABLE note AS SELECT 'committed' AS words");
        postgres.stop(Postgres.Stop.IMMEDIATE);

        // When
        postgres.start(port, Unprivileged.here());

        // Then
        assertThat(ask(workspace, port, "SELECT words FROM note")).isEqualTo("committed");
    }

    @Test
    void startsAgainAfterItWasKilled() throws SQLException {
        // Given
        Workspace workspace = workspace("killed");
        Postgres postgres = postgres(workspace);
        int port = FreePorts.find().postgres();
        ProcessHandle first = postgres.start(port, Unprivileged.here()).process();
        first.destroyForcibly();
        await().until(() -> !first.isAlive());

        // When
        ProcessHandle second = postgres.start(port, Unprivileged.here()).process();

        // Then
        new Databases(new Keys(workspace.keys()), port).ensure();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(ask(workspace, port, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void aPidFileThatNamesSomebodyElseIsNotARunningServer() throws IOException {
        // Given
        Workspace workspace = workspace("foreign");
        Files.createDirectories(workspace.postgresData());
        Files.writeString(
                Postmaster.pidFile(workspace.postgresData()),
                ProcessHandle.current().pid() + "\n" + workspace.postgresData() + "\n1\n7100\n");

        // When
        boolean running = new Postgres(workspace).running().isPresent();

        // Then
        assertThat(running).isFalse();
    }

    @Test
    void rootCanRunItAsNobodyWhereNamespacesAreForbidden() throws IOException, SQLException {
        // Given
        Assumptions.assumeTrue(Unprivileged.isRoot());
        Workspace workspace = workspace("nobody");
        Postgres postgres = postgres(workspace);
        int port = FreePorts.find().postgres();

        // When
        postgres.start(port, Unprivileged.asNobody());

        // Then
        new Databases(new Keys(workspace.keys()), port).ensure();
        assertThat(ask(workspace, port, "SELECT 1")).isEqualTo("1");
        assertThat(Files.getOwner(workspace.postgresData()).getName()).isEqualTo("nobody");
    }

    @Test
    void aRoleDoesNotReachTheDatabaseOfAnotherService() {
        // Given
        Workspace workspace = workspace("apart");
        int port = FreePorts.find().postgres();
        postgres(workspace).start(port, Unprivileged.here());
        Keys keys = new Keys(workspace.keys());
        Databases databases = new Databases(keys, port);
        databases.ensure();

        // When
        var attempt = assertThatThrownBy(() -> databases.connect("patrol", "dispatch", keys.password("patrol")));

        // Then
        attempt.isInstanceOf(SQLException.class).hasMessageContaining("permission denied");
    }

    @Test
    void aTakenPortIsNamedWithItsHolderAndTheFlagThatHelps() throws IOException {
        // Given
        Ports ports = FreePorts.find();
        try (ServerSocket taken = new ServerSocket(ports.postgres(), 1, InetAddress.ofLiteral(Address.LOOPBACK))) {

            // When
            var attempt = assertThatThrownBy(() -> ports.requireFree(taken.getLocalPort(), "postgres"));

            // Then
            attempt.isInstanceOf(UserError.class)
                    .hasMessageContaining("Port " + ports.postgres() + ", which postgres needs, is taken by java (pid "
                            + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("--port-base");
        }
    }

    private Workspace workspace(String name) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Workspace workspace = new Workspace(Files.createDirectory(folder.resolve(name)));
            workspace.prepare();
            UnpackedOnce.into(workspace);
            return workspace;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Postgres postgres(Workspace workspace) {
        Postgres postgres = new Postgres(workspace);
        toStop.add(postgres);
        return postgres;
    }

    private static void execute(Workspace workspace, int port, String sql) throws SQLException {
        try (Connection connection = connect(workspace, port);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Workspace workspace, int port, String sql) throws SQLException {
        try (Connection connection = connect(workspace, port);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    private static Connection connect(Workspace workspace, int port) throws SQLException {
        Keys keys = new Keys(workspace.keys());
        return new Databases(keys, port).connect("dispatch", "dispatch", keys.password("dispatch"));
    }
}
