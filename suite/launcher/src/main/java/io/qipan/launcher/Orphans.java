package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a killed PostgreSQL may leave: backends that have not yet noticed, and a pid file whose number may by now belong
 * to somebody else, which would keep the next server from starting. The file goes when no process of this installation
 * is left; against a second server on the same data the shared memory segment guards as well.
 */
public final class Orphans {

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

    /**
     * Ends whatever of PostgreSQL is at work in a checkout whose board does not run: what a killed restore left, be it a server or
     * a recovery, whose pid file names no server.
     */
    public static void end(Workspace workspace) {
        of(workspace).forEach(ProcessHandle::destroy);
        if (!Patience.until(PATIENCE, () -> noneOf(workspace))) {
            of(workspace).forEach(ProcessHandle::destroyForcibly);
        }
        if (!Patience.until(PATIENCE, () -> noneOf(workspace))) {
            throw new UserError("Processes of a PostgreSQL that a killed restore left do not end: "
                    + of(workspace).map(ProcessHandle::pid).toList() + ". End them, and try again.");
        }
    }

    private static boolean noneOf(Workspace workspace) {
        return of(workspace).findAny().isEmpty();
    }

    private static Stream<ProcessHandle> of(Workspace workspace) {
        String installations = workspace.installations() + "/";
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.startsWith(installations))
                        .isPresent());
    }
}
