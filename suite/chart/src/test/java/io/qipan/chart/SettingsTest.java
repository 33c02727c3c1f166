package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
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

    private static final Pattern SETTING = Pattern.compile("`((?:QIPAN|QUARKUS)_[A-Z0-9_]+)`");
    /** What examples say under {@code settings}. */
    private static final Set<String> OF_THE_EXAMPLES = Chart.examples()
            .flatMap(example -> Yaml.documents(Chart.read("k8s/examples/" + example)).stream())
            .flatMap(values -> values.findValues("settings").stream())
            .flatMap(settings -> settings.properties().stream())
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());

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

    /** Each alone: one name that is taken would not be seen beside others that are refused. */
    static Stream<String> setByTheChart() {
        return shown().flatMap(Release::workloads)
                .flatMap(workload -> Release.each(workload.at("/spec/template/spec/containers/0/env")))
                .map(variable -> variable.path("name").asText())
                .filter(name -> name.matches("(QIPAN|QUARKUS)_.*"))
                .filter(name -> !OF_THE_EXAMPLES.contains(name))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("setByTheChart")
    void whatTheChartSetsIsNotSetTwice(String name) {
        // Then
        assertThatThrownBy(() -> Chart.render(Map.of("defaults.settings." + name, "x")))
                .hasMessageContaining(name);
    }

    static Stream<String> secrets() {
        return SETTING.matcher(Chart.read("docs/operations.md"))
                .results()
                .map(match -> match.group(1))
                .filter(name -> name.matches(".*(PASSWORD|SECRET|TOKEN).*"))
                .distinct();
    }

    /** What is read from a file may be named; what is itself secret may not stand in values. */
    @ParameterizedTest
    @MethodSource("secrets")
    void noSecretIsTakenInClear(String name) {
        // Given
        boolean ofTheChart = setByTheChart().anyMatch(name::equals);
        boolean place = name.endsWith("_FILE") || name.equals("QIPAN_DISPATCH_PARTNER_TOKENS");

        // When
        boolean taken = isTaken(name);

        // Then
        assertThat(taken).isEqualTo(place && !ofTheChart);
    }

    private static boolean isTaken(String name) {
        try {
            Release ignored = Chart.render(Map.of("defaults.settings." + name, "x"));
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
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
