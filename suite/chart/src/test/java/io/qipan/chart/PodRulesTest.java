package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every Pod that the chart runs. */
class PodRulesTest {

    static Stream<Release> shown() {
        return Chart.allShown().stream();
    }

    private static List<JsonNode> pods(Release release) {
        return release.workloads()
                .map(workload -> workload.at("/spec/template/spec"))
                .toList();
    }

    private static List<JsonNode> containers(Release release) {
        return pods(release).stream()
                .flatMap(pod -> Release.each(pod.path("containers")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void imagesAreOfAVersion(Release release) {
        // When
        Stream<String> images = containers(release).stream()
                .map(container -> container.path("image").asText());

        // Then
        assertThat(images)
                .allSatisfy(image -> assertThat(image).matches(".+[:@][^/]+").doesNotEndWith(":latest"));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void resourcesAreAskedForAndLimited(Release release) {
        // When
        List<JsonNode> containers = containers(release);

        // Then
        assertThat(containers).allSatisfy(container -> {
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("shown")
    void whatServesIsProbedOnAPortThatItHas(Release release) {
        // When
        List<JsonNode> serving = release.workloads()
                .filter(workload -> !workload.path("kind").asText().equals("Job"))
                .map(workload -> workload.at("/spec/template/spec/containers/0"))
                .toList();

        // Then
        assertThat(serving).hasSizeGreaterThanOrEqualTo(3).allSatisfy(container -> {
            Set<String> ports =
                    Yaml.byName(container.path("ports"), "containerPort").keySet();
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                JsonNode found = container.path(probe);
                assertThat(found.has("httpGet") || found.has("exec")).as(probe).isTrue();
                if (found.has("httpGet")) {
                    assertThat(ports).contains(found.at("/httpGet/port").asText());
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("shown")
    void podsMayDoNothingThatTheyNeedNot(Release release) {
        // When
        List<JsonNode> pods = pods(release);

        // Then
        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.path("automountServiceAccountToken")).hasToString("false");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(Release.each(pod.path("containers"))).allSatisfy(container -> {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("allowPrivilegeEscalation")).hasToString("false");
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            });
        });
        assertThat(release.all("ServiceAccount").toList())
                .hasSize(3)
                .allSatisfy(account ->
                        assertThat(account.path("automountServiceAccountToken")).hasToString("false"));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void secretsAreReferredToOnly(Release release) {
        // When
        Stream<JsonNode> variables =
                containers(release).stream().flatMap(container -> Release.each(container.path("env")));

        // Then
        assertThat(release.all("Secret")).isEmpty();
        assertThat(variables.filter(
                        variable -> variable.path("name").asText().matches(".*(PASSWORD|SECRET|TOKEN|KEY).*")))
                .hasSizeGreaterThan(5)
                .allSatisfy(variable -> assertThat(variable.at("/valueFrom").has("secretKeyRef")
                                || variable.path("value").asText().startsWith("/etc/qipan/"))
                        .as(variable.path("name").asText())
                        .isTrue());
        assertThat(release.objects().toString()).doesNotContain("BEGIN ");
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everyMountHasItsVolume(Release release) {
        // Then
        assertThat(release.workloads()).allSatisfy(workload -> {
            JsonNode pod = workload.at("/spec/template/spec");
            Set<String> volumes =
                    new TreeSet<>(Yaml.byName(pod.path("volumes"), "name").keySet());
            Release.each(workload.at("/spec/volumeClaimTemplates"))
                    .forEach(claim -> volumes.add(Release.nameOf(claim)));
            Set<String> mounts = Yaml.byName(pod.at("/containers/0/volumeMounts"), "mountPath")
                    .keySet();
            assertThat(mounts).containsExactlyInAnyOrderElementsOf(volumes);
        });
    }

    @ParameterizedTest
    @MethodSource("shown")
    void serviceAccountsClaimsAndConfigMapsAreThere(Release release) {
        // Then
        for (String service : Release.SERVICES) {
            JsonNode pod = release.one("Deployment", service).at("/spec/template/spec");
            assertThat(release.has("ServiceAccount", service)).isTrue();
            assertThat(pod.path("serviceAccountName").asText()).isEqualTo("board-" + service);
            Release.each(pod.path("volumes")).forEach(volume -> {
                if (volume.has("persistentVolumeClaim")) {
                    assertThat(release.has("PersistentVolumeClaim", service)).isTrue();
                }
                if (volume.has("configMap")) {
                    assertThat(release.has("ConfigMap", service + "-files")).isTrue();
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("shown")
    void aPodGetsTheTimeThatGoingDownTakes(Release release) {
        // Then
        for (String service : Release.SERVICES) {
            JsonNode pod = release.one("Deployment", service).at("/spec/template/spec");
            Map<String, String> environment = release.environment(service);
            int unlisted =
                    pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
            int needed = unlisted
                    + seconds(environment.getOrDefault("QUARKUS_SHUTDOWN_DELAY", "none"))
                    + seconds(environment.getOrDefault("QIPAN_RPC_LONGEST_CALL", "none"))
                    + 15;
            assertThat(unlisted).isPositive();
            assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThanOrEqualTo(needed);
        }
    }

    private static int seconds(String duration) {
        return Integer.parseInt(duration.replace("s", ""));
    }

    @Test
    void aFileThatChangesStartsThePodsAnew() {
        // Given
        String before = checksum("first");

        // When
        String after = checksum("second");

        // Then
        assertThat(after).isNotEqualTo(before);
        assertThat(checksum("first")).isEqualTo(before);
    }

    private static String checksum(String content) {
        return Chart.render(Map.of("services.patrol.files.rules", content))
                .one("Deployment", "patrol")
                .at("/spec/template/metadata/annotations")
                .path("checksum/config")
                .asText();
    }

    @Test
    void labelsThatSelectNeverChange() {
        // When
        Set<Set<String>> selectors = Chart.allShown().stream()
                .flatMap(release -> release.all("Deployment"))
                .map(deployment -> deployment.at("/spec/selector/matchLabels"))
                .map(labels ->
                        labels.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet()))
                .collect(Collectors.toSet());

        // Then
        assertThat(selectors).containsExactly(Set.of("app.kubernetes.io/name", "app.kubernetes.io/instance"));
    }
}
