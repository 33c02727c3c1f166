package io.qipan.launcher.backup;

import io.qipan.launcher.Service;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The migrations that a service of this build has. Flyway itself lets an older program run on a newer database. */
final class KnownMigrations {

    private static final Pattern MIGRATION = Pattern.compile("db/[a-z]+/V([0-9]+)__\\w+\\.sql");

    private KnownMigrations() {}

    /** Refuses a database that has gone through migrations that this build does not know. */
    static void require(Workspace workspace, Service service, List<String> applied) {
        Set<String> unknown = new TreeSet<>(applied);
        unknown.removeAll(of(workspace.built(service)));
        if (!unknown.isEmpty()) {
            throw new UserError(
                    ("The backup is of a newer version: the database of %s has the migrations %s, which this build"
                                    + " does not know. Restore with the version that made it, or a later one.")
                            .formatted(service.processName(), String.join(", ", unknown)));
        }
    }

    private static Set<String> of(Path built) {
        Set<String> known = new TreeSet<>();
        try (Stream<Path> all = Files.walk(built)) {
            for (Path jar : all.filter(KnownMigrations::isOurs).toList()) {
                try (JarFile opened = new JarFile(jar.toFile())) {
                    opened.stream()
                            .map(entry -> MIGRATION.matcher(entry.getName()))
                            .filter(Matcher::matches)
                            .forEach(match -> known.add(match.group(1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".jar") && name.contains("qipan");
    }
}
