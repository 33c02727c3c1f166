package io.qipan.launcher.track;

import io.qipan.launcher.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which files are meant, and what they are. */
final class TrackFiles {
    /** Those whose names tell what they are. */
    private static final List<String> TELLING = List.of("gpx", "plt");

    private static final List<String> TABLES = List.of("csv", "txt");

    private TrackFiles() {}

    /** Files as they are; of a folder all below it whose names end like the format, or tell one. */
    static List<Path> below(List<Path> given, Optional<String> format) {
        List<String> endings = format.map(told -> TELLING.contains(told) ? List.of(told) : TABLES)
                .orElse(TELLING);
        List<Path> files = new ArrayList<>();
        for (Path path : given) {
            if (!Files.exists(path)) {
                throw new UserError("There is no file " + path + ". Nothing was written.");
            }
            files.addAll(Files.isDirectory(path) ? inFolder(path, endings) : List.of(path));
        }
        return files;
    }

    private static List<Path> inFolder(Path folder, List<String> endings) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found = all.filter(Files::isRegularFile)
                    .filter(file -> endings.contains(ending(file)))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new UserError("There is no ." + String.join(" or .", endings) + " file in " + folder
                        + ". Nothing was written.");
            }
            return found;
        } catch (IOException e) {
            throw new UserError("The folder " + folder + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** As given, or as the name of the file tells. */
    static String formatOf(Path file, Optional<String> given) {
        return given.orElseGet(() -> {
            String ending = ending(file);
            if (!TELLING.contains(ending)) {
                throw new UserError("The name of " + file
                        + " does not tell what it is. Say it with --format. Nothing was written.");
            }
            return ending;
        });
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
