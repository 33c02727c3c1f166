package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.ServiceProcess;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The images that the chart runs: what is written on them, and how they start a service. */
class ImagesTest {
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");
    private static final Pattern ARGUMENT = Pattern.compile("(?m)^ARG (\\w+)=(\\S+)$");
    private static final Pattern PERCENT = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void tellsOfWhatVersionItIsAndWhereFrom(String file) {
        // When
        String image = Chart.read("k8s/images/" + file);

        // Then
        for (String label : List.of("title", "description", "licenses", "version", "source", "revision")) {
            assertThat(image).contains("org.opencontainers.image." + label + "=\"");
        }
        String version = Yaml.documents(Chart.read("k8s/Chart.yaml"))
                .getFirst()
                .path("appVersion")
                .asText();
        assertThat(image).contains("\nARG VERSION=" + version + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void isOfAFixedBaseAndRunsAsNobodySpecial(String file) {
        // When
        String image = Chart.read("k8s/images/" + file);

        // Then
        assertThat(ARGUMENT.matcher(image)
                        .results()
                        .map(match -> match.group(2))
                        .filter(value -> value.contains("/")))
                .isNotEmpty()
                .allSatisfy(base -> assertThat(base).matches(".+/.+:[^/]+").doesNotEndWith(":latest"));
        assertThat(FROM.matcher(image).results().map(match -> match.group(1)))
                .allSatisfy(base -> assertThat(base).matches("\\$\\{[A-Z]+}|build|plain"));
        assertThat(image).contains("\nUSER 10001:10001\n");
    }

    @Test
    void theJvmIsToldWhatItIsToldOnABoardOfOneMachine() {
        // When
        String image = Chart.read("k8s/images/Dockerfile.jvm");

        // Then
        assertThat(ServiceProcess.JAVA_OPTIONS)
                .allSatisfy(option -> assertThat(image).contains(" " + option + " "));
        assertThat(ServiceProcess.MEMORY)
                .filteredOn(option -> option.startsWith("-XX:"))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(image).contains(" " + option + " "));
    }

    @Test
    void anExecutableTakesTheShareOfTheMemoryThatAJvmTakes() {
        // Given
        String percent = PERCENT.matcher(Chart.read("k8s/images/Dockerfile.jvm"))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();

        // When
        String image = Chart.read("k8s/images/Dockerfile.native");

        // Then
        assertThat(image)
                .contains("\"-XX:MaximumHeapSizePercent=" + percent + "\"")
                .contains("\"-XX:+ExitOnOutOfMemoryError\"")
                .contains("\"-Duser.timezone=UTC\"");
    }

    @ParameterizedTest
    @CsvSource({"1Gi, 161061273", "2Gi, 322122547", "768Mi, 120795955", "1500M, 225000000"})
    void buffersTakeAShareOfTheMemoryThatTheHeapLeaves(String limit, long expected) {
        // Given
        long heapPercent = PERCENT.matcher(Chart.read("k8s/images/Dockerfile.jvm"))
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();

        // When
        Release release = Chart.render(Map.of("defaults.resources.limits.memory", limit));

        // Then
        assertThat(release.environment("patrol"))
                .containsEntry("JDK_JAVA_OPTIONS", "-XX:MaxDirectMemorySize=" + expected);
        assertThat(heapPercent + 15)
                .as("something is left for threads and code")
                .isLessThan(90);
    }
}
