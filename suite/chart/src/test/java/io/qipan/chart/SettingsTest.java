package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A name in the environment that nobody reads would be a setting that does nothing. */
class SettingsTest {

    private static final Pattern KEY = Pattern.compile("\\bqipan(\\.[a-z0-9-]+)+");
    /** The superuser's, and what the script that makes the databases reads. */
    private static final Pattern OF_POSTGRES =
            Pattern.compile("POSTGRES_PASSWORD|(DISPATCH|PATROL|ECOLOGY)_(DATABASE|ROLE|PASSWORD)");

    static Stream<Release> shown() {
        return Chart.allShown().stream();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void theServiceReadsWhatItIsTold(Release release) {
        // Then
        for (String service : Release.SERVICES) {
            Set<String> read = settingsOf(service);
            assertThat(release.environment(service).keySet().stream().filter(name -> name.startsWith("QIPAN_")))
                    .hasSizeGreaterThan(6)
                    .allSatisfy(name -> assertThat(read).contains(name));
        }
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everySettingIsDocumented(Release release) {
        // Given
        String operations = Chart.read("docs/operations.md");

        // When
        Stream<String> names = release.workloads()
                .flatMap(workload -> Release.each(workload.at("/spec/template/spec/containers/0/env")))
                .map(variable -> variable.path("name").asText())
                .filter(name -> !OF_POSTGRES.matcher(name).matches());

        // Then
        assertThat(names).allSatisfy(name -> assertThat(operations).contains("`" + name + "`"));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void theTrialDatabaseReadsWhatItIsTold(Release release) {
        // Given
        String script = Chart.read("k8s/files/make-databases.sh");

        // Then
        assertThat(release.all("StatefulSet")).allSatisfy(postgres -> {
            for (JsonNode variable : postgres.at("/spec/template/spec/containers/0/env")) {
                String name = variable.path("name").asText();
                assertThat(name).matches(OF_POSTGRES);
                assertThat(name.equals("POSTGRES_PASSWORD") || script.contains("\"$" + name + "\""))
                        .isTrue();
            }
        });
    }

    /** Every key that stands in the programs and settings of a service and of what it is built on, as a variable. */
    private static Set<String> settingsOf(String service) {
        return Stream.of("platform/runtime/src/main", service + "-service/src/main")
                .flatMap(folder -> texts(Chart.CHECKOUT.resolve(folder)))
                .flatMap(text -> KEY.matcher(text).results())
                .map(match -> match.group().replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(java|properties)"))
                    .map(file -> Chart.read(Chart.CHECKOUT.relativize(file).toString()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
