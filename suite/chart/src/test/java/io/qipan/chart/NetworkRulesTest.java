package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may reach whom, and that what must be reached can be. */
class NetworkRulesTest {

    static Stream<Release> shown() {
        return Chart.allShown().stream();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everythingIsDeniedFirst(Release release) {
        // When
        JsonNode spec = release.one("NetworkPolicy", "default-deny").path("spec");

        // Then
        assertThat(spec.path("policyTypes")).hasToString("[\"Ingress\",\"Egress\"]");
        assertThat(spec.has("ingress") || spec.has("egress")).isFalse();
        assertThat(release.workloads())
                .allSatisfy(workload -> assertThat(Release.selects(
                                spec.at("/podSelector/matchLabels"), workload.at("/spec/template/metadata/labels")))
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everyPodHasAPolicyOfItsOwn(Release release) {
        // Then
        assertThat(release.workloads())
                .allSatisfy(
                        workload -> assertThat(policiesOf(release, workload)).hasSize(1));
    }

    private static List<JsonNode> policiesOf(Release release, JsonNode workload) {
        return release.all("NetworkPolicy")
                .filter(policy -> !Release.nameOf(policy).endsWith("default-deny"))
                .filter(policy -> Release.selects(
                        policy.at("/spec/podSelector/matchLabels"), workload.at("/spec/template/metadata/labels")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everyPortIsNamedAndLetInIfSomebodyIsToReachIt(Release release) {
        // Given
        boolean monitored = release.all("ServiceMonitor").findAny().isPresent();
        boolean exposed = release.all("GRPCRoute").findAny().isPresent()
                || release.all("Ingress").findAny().isPresent();

        // Then
        assertThat(release.workloads()).allSatisfy(workload -> {
            Set<String> wanted =
                    new TreeSet<>(Yaml.byName(workload.at("/spec/template/spec/containers/0/ports"), "containerPort")
                            .keySet());
            String name = Release.nameOf(workload);
            if (!(name.equals("board-patrol") && release.has("HTTPRoute", "telephones"))) {
                wanted.remove("http");
            }
            if (!monitored) {
                wanted.remove("management");
            }
            assertThat(letIn(release, workload).keySet()).isEqualTo(wanted);
            if (exposed && wanted.contains("grpc")) {
                assertThat(letIn(release, workload).get("grpc"))
                        .as("somebody outside of the release may call")
                        .anySatisfy(from -> assertThat(from.has("namespaceSelector") || from.has("ipBlock"))
                                .isTrue());
            }
        });
    }

    /** Ports of a workload, each with whom its policy lets in. */
    private static Map<String, List<JsonNode>> letIn(Release release, JsonNode workload) {
        Map<String, List<JsonNode>> let = new TreeMap<>();
        policiesOf(release, workload).stream()
                .flatMap(policy -> Release.each(policy.at("/spec/ingress")))
                .forEach(rule -> rule.path("ports")
                        .forEach(port -> let.computeIfAbsent(port.path("port").asText(), ignored -> new ArrayList<>())
                                .addAll(Release.each(rule.path("from")).toList())));
        return let;
    }

    @Test
    void theOperatorOfTheClusterIsLetInFromItsNamespace() {
        // When
        Release release = Chart.render(
                Map.of("database.cloudnativepg.operatorNamespace", "openshift-operators"),
                Chart.FOLDER.resolve("examples/cloudnativepg.yaml"));

        // Then
        assertThat(release.one("NetworkPolicy", "postgres").toString())
                .contains("openshift-operators")
                .doesNotContain("cnpg-system");
    }

    @Test
    void namesAreResolvedAtThePortOfTheCluster() {
        // When
        Release release = Chart.render(Map.of("network.dnsPort", 5353));

        // Then
        for (String service : Release.SERVICES) {
            assertThat(release.one("NetworkPolicy", service)
                            .at("/spec/egress/0/ports")
                            .findValuesAsText("port"))
                    .containsExactly("5353", "5353");
        }
    }

    @Test
    void telephonesAreLedToTheirPathAndToNothingElseOfTheHttpPort() {
        // When
        Release gateway = Chart.example("oidc.yaml");
        Release ingress = Chart.render(
                Map.of("exposure.telephones.host", "t.example.org"),
                Chart.FOLDER.resolve("examples/cloudnativepg.yaml"));

        // Then
        JsonNode rules = gateway.one("HTTPRoute", "telephones").at("/spec/rules");
        assertThat(rules.findValuesAsText("value")).containsExactly("/traccar");
        assertThat(rules.at("/0/backendRefs/0/name").asText()).isEqualTo("board-patrol");
        assertThat(rules.at("/0/backendRefs/0/port").asText())
                .isEqualTo(Yaml.byName(gateway.container("patrol").path("ports"), "containerPort")
                        .get("http"));
        JsonNode path = ingress.one("Ingress", "telephones").at("/spec/rules/0/http/paths");
        assertThat(path.findValuesAsText("path")).containsExactly("/traccar");
        assertThat(path.at("/0/backend/service/port/name").asText()).isEqualTo("http");
        assertThat(Chart.example("production.yaml").all("HTTPRoute")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void healthAndMetricsAreReachedByThoseWhoWatchTheClusterAndByNoRoute(Release release) {
        // Then
        for (String service : Release.SERVICES) {
            JsonNode container = release.container(service);
            String management =
                    Yaml.byName(container.path("ports"), "containerPort").get("management");
            assertThat(Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                            .map(probe ->
                                    container.path(probe).at("/httpGet/port").asText()))
                    .containsOnly("management");
            assertThat(Stream.of("HTTPRoute", "GRPCRoute", "Ingress")
                            .flatMap(release::all)
                            .map(JsonNode::toString))
                    .noneMatch(route -> route.contains("management") || route.contains(management));
            assertThat(release.one("NetworkPolicy", service).at("/spec/ingress"))
                    .filteredOn(rule -> rule.path("ports").toString().contains("\"management\""))
                    .allSatisfy(rule -> assertThat(rule.path("ports")).hasSize(1));
        }
    }

    @ParameterizedTest
    @MethodSource("shown")
    void noIngressIsOpenToEverybody(Release release) {
        // When
        Stream<JsonNode> rules =
                release.all("NetworkPolicy").flatMap(policy -> Release.each(policy.at("/spec/ingress")));

        // Then
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.path("from")).isNotEmpty();
            assertThat(rule.path("ports")).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("shown")
    void noEgressIsOpenToEverybody(Release release) {
        // When
        Stream<JsonNode> rules =
                release.all("NetworkPolicy").flatMap(policy -> Release.each(policy.at("/spec/egress")));

        // Then
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.path("to")).isNotEmpty();
            assertThat(rule.path("ports")).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("shown")
    void aServiceReachesThePeersThatItIsToldAndTheyLetItIn(Release release) {
        // Then
        for (String caller : Release.SERVICES) {
            peers(release, caller).forEach((peer, port) -> {
                assertThat(Yaml.byName(release.container(peer).path("ports"), "containerPort"))
                        .containsEntry("grpc", port);
                assertThat(Yaml.byName(release.one("Service", peer).at("/spec/ports"), "port"))
                        .containsEntry("grpc", port);
                assertThat(names(release.one("NetworkPolicy", caller).at("/spec/egress"), peer))
                        .contains(port);
                assertThat(names(release.one("NetworkPolicy", peer).at("/spec/ingress"), caller))
                        .contains("grpc");
            });
        }
        assertThat(peers(release, "dispatch")).containsOnlyKeys("patrol", "ecology");
        assertThat(peers(release, "ecology")).containsOnlyKeys("patrol", "dispatch");
        assertThat(peers(release, "patrol")).isEmpty();
    }

    /** The ports that rules open for the Pods of a service, to or from. */
    private static List<String> names(JsonNode rules, String service) {
        return Release.each(rules)
                .filter(rule -> Stream.concat(Release.each(rule.path("to")), Release.each(rule.path("from")))
                        .anyMatch(end -> end.at("/podSelector/matchLabels")
                                .path("app.kubernetes.io/name")
                                .asText()
                                .equals(service)))
                .flatMap(rule -> Release.each(rule.path("ports")))
                .map(port -> port.path("port").asText())
                .toList();
    }

    private static Map<String, String> peers(Release release, String service) {
        Map<String, String> peers = new TreeMap<>();
        release.environment(service).forEach((name, value) -> {
            if (name.startsWith("QIPAN_PEER_") && name.endsWith("_ADDRESS")) {
                assertThat(value).startsWith("dns:///");
                String[] address = value.substring("dns:///".length()).split(":", -1);
                peers.put(address[0].substring((Chart.RELEASE + "-").length()), address[1]);
            }
        });
        return peers;
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everyServiceIsHeadlessAndFindsItsPods(Release release) {
        // Then
        assertThat(release.all("Service").toList())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(service -> {
                    assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
                    List<JsonNode> found = release.workloads()
                            .filter(workload -> Release.selects(
                                    service.at("/spec/selector"), workload.at("/spec/template/metadata/labels")))
                            .toList();
                    assertThat(found).hasSize(1);
                    assertThat(Yaml.byName(found.getFirst().at("/spec/template/spec/containers/0/ports"), "name"))
                            .containsKeys(Release.each(service.at("/spec/ports"))
                                    .map(port -> port.path("targetPort").asText())
                                    .toArray(String[]::new));
                });
    }

    @Test
    void theTrialDatabaseLetsTheServicesInAndNobodyElse() {
        // When
        JsonNode ingress = Chart.defaults().one("NetworkPolicy", "postgres").at("/spec/ingress");

        // Then
        assertThat(ingress).hasSize(1);
        assertThat(Release.each(ingress.at("/0/from"))
                        .map(from -> from.at("/podSelector/matchLabels")
                                .path("app.kubernetes.io/name")
                                .asText()))
                .containsExactly("dispatch", "patrol", "ecology");
    }

    @Test
    void routesLeadFromAHostToTheGrpcPortOfItsService() {
        // When
        Release release = Chart.example("production.yaml");

        // Then
        for (String service : Release.SERVICES) {
            JsonNode route = release.one("GRPCRoute", service).path("spec");
            assertThat(route.at("/hostnames/0").asText()).isEqualTo(service + ".qipan.example.org");
            assertThat(route.at("/rules/0/backendRefs/0/name").asText()).isEqualTo("board-" + service);
            assertThat(route.at("/rules/0/backendRefs/0/port").asText())
                    .isEqualTo(Yaml.byName(release.container(service).path("ports"), "containerPort")
                            .get("grpc"));
        }
    }
}
