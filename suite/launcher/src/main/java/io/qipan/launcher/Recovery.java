package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Makes a cluster of files that were copied from a running PostgreSQL, with the write-ahead log beside them. */
public final class Recovery {

    /** Of the archive of PostgreSQL that the build brings; files of another one cannot be recovered. */
    public static final int MAJOR_VERSION = 18;

    private static final Duration LONGEST = Duration.ofHours(2);

    private Recovery() {}

    /**
     * Plays the log up to a restore point in it and gives the superuser this password. Nobody can connect meanwhile, and no server
     * runs afterwards.
     */
    public static void run(Workspace workspace, Path data, String restorePoint, String password) {
        PostgresInstallation installation = PostgresInstallation.under(workspace.installations());
        Unprivileged user = Unprivileged.here();
        user.requireReach(installation.program(Postgres.NAME));
        Path log = workspace.log(Postgres.NAME);
        Path signal = data.resolve("recovery.signal");
        try {
            Files.writeString(signal, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        user.own(data, log);
        int exit = Program.run(
                log,
                LONGEST,
                user.command(command(installation, data, restorePoint)),
                "alter role " + Postgres.SUPERUSER + " password '" + password + "'\n");
        if (exit != 0 || Files.exists(signal)) {
            throw new UserError("PostgreSQL could not recover up to " + restorePoint + ".\n" + LogTail.of(log));
        }
    }

    /** All of the log lies with the data, so there is nothing to fetch from an archive. */
    private static List<String> command(PostgresInstallation installation, Path data, String restorePoint) {
        Stream<String> settings = Stream.of(
                "restore_command=false",
                // Nobody reads while it plays, and alone it could not serve readers.
                "hot_standby=off",
                "recovery_target_name=" + restorePoint,
                "recovery_target_timeline=current",
                "recovery_target_action=promote",
                "log_min_error_statement=panic");
        return Stream.of(
                        Stream.of(installation.program(Postgres.NAME).toString(), "--single", "-D", data.toString()),
                        settings.flatMap(setting -> Stream.of("-c", setting)),
                        Stream.of("postgres"))
                .flatMap(part -> part)
                .toList();
    }
}
