package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Helm takes the chart, and Kubernetes every object of it. */
class ChartTest {

    @Test
    void helmFindsNothingToComplainAbout() {
        // When
        LintResult result = Chart.lint();

        // Then
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everyObjectIsOfItsType(Release release) {
        // When
        Stream<String> faults =
                release.objects().stream().map(KubernetesModel::fault).flatMap(Optional::stream);

        // Then
        assertThat(faults).isEmpty();
        assertThat(release.objects()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("shown")
    void noTwoObjectsHaveOneName(Release release) {
        // When
        Map<String, Long> counts = release.objects().stream()
                .collect(Collectors.groupingBy(
                        object -> object.path("kind").asText() + " " + Release.nameOf(object), Collectors.counting()));

        // Then
        assertThat(counts)
                .allSatisfy((name, count) -> assertThat(count).as(name).isOne());
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        // Given
        String yaml = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: x}
                spec: {template: {spec: {containers: [{name: x, livenesProbe: {}}]}}}
                """;

        // When
        Optional<String> fault = Yaml.documents(yaml).stream()
                .map(KubernetesModel::fault)
                .flatMap(Optional::stream)
                .findFirst();

        // Then
        assertThat(fault).hasValueSatisfying(text -> assertThat(text).contains("livenesProbe"));
    }

    @Test
    void theChartIsOfTheVersionThatIsBuilt() {
        // When
        String version = Yaml.documents(Chart.read("k8s/Chart.yaml"))
                .getFirst()
                .path("appVersion")
                .asText();

        // Then
        assertThat(Chart.read("pom.xml"))
                .contains("<artifactId>qipan</artifactId>\n  <version>" + version + "</version>");
    }

    static Stream<Release> shown() {
        return Chart.allShown().stream();
    }
}
