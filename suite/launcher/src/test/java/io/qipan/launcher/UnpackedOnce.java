package io.qipan.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** PostgreSQL unpacked once for all tests; a workspace gets it by hard links, where the disk is the same one. */
final class UnpackedOnce {

    private static final Path SHARED = PostgresInstallation.under(
                    Path.of("target/postgres").toAbsolutePath())
            .folder();

    private UnpackedOnce() {}

    static void into(Workspace workspace) throws IOException {
        Path folder = workspace.installations().resolve(SHARED.getFileName());
        Files.createDirectories(folder.getParent());
        int exit = Program.run(
                Path.of("/dev/null"),
                Duration.ofMinutes(1),
                List.of("cp", "-a", "--reflink=auto", "--link", SHARED.toString(), folder.toString()));
        if (exit != 0) {
            Trees.delete(folder);
        }
    }
}
