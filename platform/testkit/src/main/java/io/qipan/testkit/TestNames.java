package io.qipan.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The build finds tests by the names of their classes; one that has another name proves nothing, and nobody notices. */
final class TestNames {

    /** As the build looks for them, see surefire in the root pom. */
    private static final Pattern FOUND = Pattern.compile("(Test|Property|IT)\\.java$");

    private static final Pattern TEST =
            Pattern.compile("^\\s*@(Test|Property|ParameterizedTest|RepeatedTest)\\b", Pattern.MULTILINE);
    private static final Pattern RUN_BY_OTHERS = Pattern.compile("^(public )?abstract class ", Pattern.MULTILINE);

    private TestNames() {}

    /** The sources below that have tests which are never run. */
    static List<String> neverRun(Path tests) {
        if (!Files.isDirectory(tests)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(tests)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !FOUND.matcher(file.toString()).find())
                    .filter(file -> hasTests(file))
                    .map(file -> file + " has tests that are never run: its name must end with Test, Property or IT")
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasTests(Path file) {
        try {
            String source = Files.readString(file);
            return TEST.matcher(source).find() && !RUN_BY_OTHERS.matcher(source).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
