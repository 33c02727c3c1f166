package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The native executable of a service, as {@code ./mvnw -Dnative package} makes it. */
record NativeProgram(Workspace workspace, Replica replica) {
    private static final String SUFFIX = "-runner";

    /** A copy, from which a replica runs, so that a build does not take its program away from under it. */
    Path copy() {
        Path built = built();
        Path copy = workspace.program(replica).resolveSibling(replica.processName() + SUFFIX);
        try {
            Files.createDirectories(copy.getParent());
            // A program that runs cannot be written to, but another one can be put in its place.
            Path fresh = copy.resolveSibling(copy.getFileName() + ".new");
            Path written =
                    Files.copy(built, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            return Files.move(written, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path built() {
        String module = replica.service().processName();
        Path target = workspace.checkout().resolve(module).resolve("target");
        List<Path> found = executables(target);
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.size() > 1) {
            throw new UserError(
                    "%s holds more than one executable: %s. Remove those of older versions.".formatted(target, found));
        }
        throw new UserError(("%s holds no native executable. Build it, with GraalVM or Mandrel for JDK 25:"
                        + " ./mvnw -Dnative -Dmaven.test.skip=true -pl %s -am package")
                .formatted(target, module));
    }

    private static List<Path> executables(Path target) {
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
