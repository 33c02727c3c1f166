package io.qipan.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the system to its end, its output appended to a log. */
final class Program {

    private static final int COULD_NOT_RUN = -1;

    private Program() {}

    /** The exit code, or -1 when the program is not there or did not end in time. */
    static int run(Path log, Duration patience, List<String> command) {
        return run(log, patience, command, "");
    }

    /** The same for a program that reads; the text may be a secret. */
    static int run(Path log, Duration patience, List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return COULD_NOT_RUN;
        } catch (IOException e) {
            return COULD_NOT_RUN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while running " + command.getFirst(), e));
        }
    }

    /** Whether a program runs here and ends well; its output is of no interest. */
    static boolean succeeds(List<String> command) {
        return run(Path.of("/dev/null"), Duration.ofSeconds(10), command) == 0;
    }
}
