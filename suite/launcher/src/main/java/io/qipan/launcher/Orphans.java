package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * What a killed PostgreSQL may leave: backends that have not yet noticed, and a pid file whose number may by now belong
 * to somebody else, which would keep the next server from starting. The file goes when no process of this installation
 * is left; against a second server on the same data the shared memory segment guards as well.
 */
final class Orphans {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Orphans() {}

    static void clear(Workspace workspace) {
        if (!Patience.until(PATIENCE, () -> noneOf(workspace))) {
            throw new UserError("Processes of a PostgreSQL that was killed are still at work on "
                    + workspace.postgresData() + ". Wait until they end, or end them, and try again.");
        }
        try {
            Files.deleteIfExists(Postmaster.pidFile(workspace.postgresData()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean noneOf(Workspace workspace) {
        String installations = workspace.installations() + "/";
        return ProcessHandle.allProcesses()
                .noneMatch(process -> process.info()
                        .command()
                        .filter(command -> command.startsWith(installations))
                        .isPresent());
    }
}
