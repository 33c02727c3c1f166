package io.qipan.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all that is in them. */
public final class Trees {

    private Trees() {}

    /** Makes the one folder hold what the other holds. Files of the same size and time are taken for the same. */
    static void mirror(Path from, Path to) throws IOException {
        for (Path path : all(to)) {
            if (!Files.exists(from.resolve(to.relativize(path)))) {
                delete(path);
            }
        }
        for (Path path : all(from)) {
            Path copy = to.resolve(from.relativize(path));
            if (Files.isDirectory(path)) {
                Files.createDirectories(copy);
            } else if (!isSame(path, copy)) {
                Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(other)
                && Files.size(one) == Files.size(other)
                && Files.getLastModifiedTime(one).equals(Files.getLastModifiedTime(other));
    }

    /** Folders before what is in them. */
    private static List<Path> all(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.sorted().toList();
        }
    }

    public static void delete(Path root) throws IOException {
        for (Path path : all(root).reversed()) {
            Files.delete(path);
        }
    }
}
