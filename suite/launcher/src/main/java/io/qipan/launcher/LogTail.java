package io.qipan.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The last lines of a log, for the person whose start just failed. */
final class LogTail {

    private static final int LINES = 15;

    private LogTail() {}

    static String of(Path log) {
        try (Stream<String> stream = Files.lines(log)) {
            List<String> lines = stream.toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
            return "The last lines of " + log + ":\n  " + String.join("\n  ", last);
        } catch (IOException | java.io.UncheckedIOException e) {
            return "There is nothing to read in " + log + ".";
        }
    }
}
