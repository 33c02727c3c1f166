package io.qipan.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The process that {@code postmaster.pid} in a data folder names. After a crash that may be nobody, or somebody else. */
public record Postmaster(ProcessHandle process, int port) {

    private static final int PORT_LINE = 3;

    static Optional<Postmaster> of(Path data) {
        try {
            List<String> lines = Files.readAllLines(pidFile(data));
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .map(handle -> new Postmaster(handle, port));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    Address address() {
        return Address.local(port);
    }

    /** Whether the process runs a program from the folder. Asked of the command line, which every user may read. */
    boolean runsFrom(Path installations) {
        try {
            byte[] commandLine = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
            return new String(commandLine, StandardCharsets.UTF_8).startsWith(installations.toString() + "/");
        } catch (IOException e) {
            return false;
        }
    }
}
