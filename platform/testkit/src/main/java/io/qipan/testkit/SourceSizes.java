package io.qipan.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A file that cannot be read in one sitting does too much. */
final class SourceSizes {

    private static final int MOST_LINES = 400;

    private SourceSizes() {}

    /** The source files of the module under test that are too long. */
    static List<String> tooLong() {
        List<String> found = new ArrayList<>();
        for (Path root : List.of(Path.of("src/main/java"), Path.of("src/test/java"))) {
            if (Files.isDirectory(root)) {
                found.addAll(tooLongBelow(root));
            }
        }
        return found;
    }

    private static List<String> tooLongBelow(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) >= MOST_LINES)
                    .map(file -> file + " has " + lines(file) + " lines, fewer than " + MOST_LINES + " are allowed")
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
