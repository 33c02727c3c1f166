package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PostgreSQL of one checkout: a daemon that lives on when the launcher ends. Durable (fsync on), reachable on the
 * loopback interface only, and by password only.
 */
public final class Postgres {

    public static final String NAME = "postgres";
    static final String SUPERUSER = "qipan";

    /** How a server ends. */
    public enum Stop {
        /** Connections are closed and everything is written; what {@code down} does. */
        FAST("fast"),
        /** At once, as in a crash; the next start recovers. For tests of exactly that. */
        IMMEDIATE("immediate");

        private final String mode;

        Stop(String mode) {
            this.mode = mode;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Workspace workspace;
    private final Path data;
    private final Path log;

    public Postgres(Workspace workspace) {
        this(workspace, workspace.postgresData());
    }

    /** One that works on other data, before it becomes the checkout's. */
    public Postgres(Workspace workspace, Path data) {
        this.workspace = workspace;
        this.data = data;
        this.log = workspace.log(NAME);
    }

    /** The running server of this checkout, if it runs. */
    public Optional<Postmaster> running() {
        return Postmaster.of(data).filter(postmaster -> postmaster.runsFrom(workspace.installations()));
    }

    /** Creates the cluster when there is none, starts the server and returns when it takes connections. */
    public Postmaster start(int port, Unprivileged user) {
        PostgresInstallation installation = PostgresInstallation.under(workspace.installations());
        user.requireReach(installation.program("postgres"));
        if (!Files.isDirectory(data)) {
            createCluster(installation, user);
        }
        user.own(data, log);
        Orphans.clear(workspace);
        int exit = Program.run(log, PATIENCE.plusSeconds(5), user.command(startCommand(installation, port)));
        return running()
                .filter(postmaster -> exit == 0)
                .orElseThrow(() -> new UserError("PostgreSQL did not start on port " + port + ".\n" + LogTail.of(log)));
    }

    private List<String> startCommand(PostgresInstallation installation, int port) {
        String settings = "-p " + port
                + " -c listen_addresses=" + Address.LOOPBACK
                + " -c unix_socket_directories="
                + " -c max_connections=200"
                + " -c shared_buffers=256MB"
                + " -c timezone=UTC -c log_timezone=UTC";
        return List.of(
                "setsid",
                installation.program("pg_ctl").toString(),
                "start",
                "-w",
                "-t",
                String.valueOf(PATIENCE.toSeconds()),
                "-D",
                data.toString(),
                "-o",
                settings);
    }

    /** Ends the server, if it runs. */
    public void stop(Stop how) {
        running().ifPresent(postmaster -> {
            PostgresInstallation installation = PostgresInstallation.under(workspace.installations());
            List<String> command = List.of(
                    installation.program("pg_ctl").toString(),
                    "stop",
                    "-m",
                    how.mode,
                    "-t",
                    String.valueOf(PATIENCE.toSeconds()),
                    "-D",
                    data.toString());
            int exit = Program.run(
                    log, PATIENCE.plusSeconds(5), Unprivileged.asOwnerOf(data).command(command));
            if (exit != 0 && postmaster.process().isAlive()) {
                throw new UserError("PostgreSQL (pid " + postmaster.process().pid() + ") did not stop within "
                        + PATIENCE.toSeconds() + " s. See " + log + ".");
            }
        });
    }

    private void createCluster(PostgresInstallation installation, Unprivileged user) {
        Path cradle = data.resolveSibling("postgres.new");
        try {
            Trees.delete(cradle);
            Files.createDirectories(cradle);
            Path fresh = Files.createDirectory(cradle.resolve("cluster"));
            Path password = Secrets.write(cradle.resolve("password"), new Keys(workspace.keys()).password(NAME));
            user.own(cradle, log);
            int exit = Program.run(log, PATIENCE, user.command(initCommand(installation, fresh, password)));
            if (exit != 0) {
                throw new UserError("PostgreSQL could not create its cluster in " + data + ".\n" + LogTail.of(log));
            }
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
            Trees.delete(cradle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> initCommand(PostgresInstallation installation, Path data, Path password) {
        return Stream.of(
                        installation.program("initdb"),
                        "--pgdata=" + data,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--locale=C.UTF-8")
                .map(Object::toString)
                .toList();
    }
}
