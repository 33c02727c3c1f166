package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A number that nobody explains is read by nobody. */
class MetricsTest {
    /** Where a meter gets its name, up to the end of the statement. */
    private static final Pattern METER = Pattern.compile("\\b(?:counter|timer|summary|gauge|builder)\\(([^;]*)");

    private static final Pattern NAME = Pattern.compile("\"(qipan\\.[a-z.]+)\"");
    private static final List<String> PROGRAMS =
            List.of("platform/runtime", "dispatch-service", "patrol-service", "ecology-service");

    @Test
    void everyMetricIsExplainedInTheManual() {
        // Given
        String operations = Chart.read("docs/operations.md");

        // When
        Set<String> names = new TreeSet<>();
        PROGRAMS.stream()
                .flatMap(program -> texts(Chart.CHECKOUT.resolve(program).resolve("src/main/java")))
                .filter(text -> text.contains("io.micrometer"))
                .flatMap(text -> METER.matcher(text).results())
                .flatMap(call -> NAME.matcher(call.group(1)).results())
                .forEach(name -> names.add(name.group(1).replace('.', '_')));

        // Then
        assertThat(names)
                .hasSizeGreaterThan(70)
                .allSatisfy(name -> assertThat(Pattern.compile("\\b" + name + "(_total|_seconds)?\\b")
                                .matcher(operations)
                                .find())
                        .as("%s is in docs/operations.md", name)
                        .isTrue());
    }

    private static Stream<String> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> Chart.read(Chart.CHECKOUT.relativize(file).toString()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
