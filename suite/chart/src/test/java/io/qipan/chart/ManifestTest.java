package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each build writes plain manifests from the settings of a service (quarkus-kubernetes). The chart runs it on the same ports,
 * probes the same paths and tells it the same settings.
 */
class ManifestTest {

    /** What the extension says by itself: a name space nobody asks for, and its own way to keep replicas from migrating. */
    private static final Set<String> OF_THE_EXTENSION = Set.of("KUBERNETES_NAMESPACE", "QUARKUS_FLYWAY_ACTIVE");

    private static JsonNode manifest(String service) {
        Path file = Chart.CHECKOUT.resolve(service + "-service/target/kubernetes/kubernetes.yml");
        assertThat(Files.exists(file))
                .as("%s is written when the service is packaged: ./mvnw -Dmaven.test.skip=true package", file)
                .isTrue();
        return Yaml.documents(Chart.read(Chart.CHECKOUT.relativize(file).toString())).stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec/containers/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatch", "patrol", "ecology"})
    void hasThePortsOfTheService(String service) {
        // When
        Map<String, String> ports =
                Yaml.byName(Chart.defaults().container(service).path("ports"), "containerPort");

        // Then
        assertThat(ports).isEqualTo(Yaml.byName(manifest(service).path("ports"), "containerPort"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatch", "patrol", "ecology"})
    void asksForHealthWhereTheServiceTellsIt(String service) {
        // Given
        JsonNode manifest = manifest(service);
        JsonNode container = Chart.defaults().container(service);
        Map<String, String> ports = Yaml.byName(container.path("ports"), "containerPort");

        // Then
        for (String probe : Set.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode ours = container.path(probe).path("httpGet");
            JsonNode theirs = manifest.path(probe).path("httpGet");
            assertThat(ours.path("path")).isEqualTo(theirs.path("path"));
            assertThat(ports.get(ours.path("port").asText()))
                    .isEqualTo(theirs.path("port").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatch", "patrol", "ecology"})
    void tellsEverySettingThatTheServiceHasToBeTold(String service) {
        // Given
        Set<String> required = new TreeSet<>(
                Yaml.byName(manifest(service).path("env"), "value").keySet());
        required.removeAll(OF_THE_EXTENSION);

        // When
        Set<String> told = Chart.defaults().environment(service).keySet();

        // Then
        assertThat(required).hasSizeGreaterThanOrEqualTo(6);
        assertThat(told).containsAll(required);
        assertThat(told.stream().filter(name -> name.startsWith("QIPAN_PEER_")))
                .as("no more peers than the manifest has")
                .allMatch(required::contains);
    }
}
