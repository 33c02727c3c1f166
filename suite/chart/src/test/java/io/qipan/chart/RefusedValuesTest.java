package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that say nothing, or something that would not hold, are refused with their name. */
class RefusedValuesTest {

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(Map.of("replicas", 2), "replicas"),
                arguments(Map.of("defaults.replica", 2), "replica"),
                arguments(Map.of("services.petrol.replicas", 2), "petrol"),
                arguments(Map.of("services.patrol.resources.limits.memroy", "1Gi"), "memroy"),
                arguments(Map.of("services.patrol.replicas", 0), "replicas"),
                arguments(Map.of("image.tag", "latest"), "tag"),
                arguments(Map.of("database.trial.image", "postgres:latest"), "image"),
                arguments(Map.of("database.trial.image", "postgres"), "image"),
                arguments(Map.of("database.kind", "mysql"), "kind"),
                arguments(Map.of("drain.unlistSeconds", 0), "unlistSeconds"),
                arguments(Map.of("services.patrol.settings.COVERAGE_THREADS", "4"), "COVERAGE_THREADS"),
                arguments(Map.of("services.patrol.settings.QIPAN_DB_PASSWORD", "secret"), "QIPAN_DB_PASSWORD"),
                arguments(Map.of("services.patrol.settings.QIPAN_DISPATCH_MESSAGES_TOKEN", "x"), "MESSAGES_TOKEN"),
                arguments(Map.of("services.patrol.settings.QUARKUS_DATASOURCE_JDBC_URL", "x"), "JDBC_URL"),
                arguments(Map.of("services.patrol.host", "not a host"), "host"),
                arguments(Map.of("image.repository", "qipan"), "repository"),
                arguments(Map.of("image.repository", "somebody/qipan"), "repository"),
                arguments(Map.of("network.dnsPort", 0), "dnsPort"),
                arguments(Map.of("network.trustedProxies[0]", "gateway"), "trustedProxies"),
                arguments(Map.of("auth.jwksAddress", "http://id.example.org/keys"), "jwksAddress"),
                arguments(Map.of("auth.roles.BOSS", "x"), "BOSS"),
                arguments(Map.of("auth.roles.COMMANDER", "a,UNIT=b"), "COMMANDER"),
                arguments(Map.of("auth.claims.role", "x"), "role"),
                arguments(Map.of("services.patrol.digest", "sha256:12"), "digest"),
                arguments(Map.of("network.callers[0].namespace", "gateways"), "namespace"),
                // What the templates check.
                arguments(Map.of("database.kind", "existing"), "database.host"),
                arguments(Map.of("database.kind", "existing", "database.host", "db"), "database.peers"),
                arguments(Map.of("database.caSecretName", "ca"), "speaks no TLS"),
                arguments(Map.of("database.standbyHost", "standby"), "has no standby at standby"),
                arguments(Map.of("database.cloudnativepg.readStandbys", true), "at least 2 instances"),
                arguments(
                        Map.of(
                                "database.kind",
                                "cloudnativepg",
                                "database.cloudnativepg.instances",
                                1,
                                "database.cloudnativepg.readStandbys",
                                true),
                        "at least 2 instances"),
                arguments(Map.of("services.patrol.settings.QIPAN_DB_STANDBY_HOST", "x"), "QIPAN_DB_STANDBY_HOST"),
                arguments(
                        Map.of("services.patrol.settings.QUARKUS_MANAGEMENT_PORT", "7101"), "QUARKUS_MANAGEMENT_PORT"),
                arguments(Map.of("services.patrol.storage.enabled", true), "only ecology-service keeps files"),
                arguments(Map.of("services.ecology.replicas", 2), "ReadWriteMany"),
                arguments(Map.of("services.ecology.autoscaling.enabled", true), "ReadWriteMany"),
                arguments(
                        Map.of(
                                "services.patrol.autoscaling.enabled",
                                true,
                                "services.patrol.autoscaling.minReplicas",
                                9),
                        "above maxReplicas 6"),
                arguments(Map.of("exposure.kind", "gateway", "services.patrol.host", "p.example.org"), "parentRefs"),
                arguments(Map.of("exposure.kind", "ingress", "services.patrol.host", "p.example.org"), "tlsSecretName"),
                arguments(
                        Map.of("exposure.kind", "ingress", "exposure.ingress.tlsSecretName", "x"),
                        "no service has a host"),
                arguments(
                        Map.of("services.patrol.host", "p.example.org", "services.ecology.host", "p.example.org"),
                        "every host is of one service"),
                arguments(Map.of("monitoring.enabled", true), "network.monitors"),
                arguments(
                        Map.of(
                                "exposure.kind", "ingress",
                                "exposure.ingress.tlsSecretName", "x",
                                "services.patrol.host", "p.example.org"),
                        "network.callers"),
                arguments(Map.of("exposure.telephones.host", "t.example.org"), "leads nowhere"),
                arguments(Map.of("auth.issuer", "https://id.example.org"), "set tls.enabled"),
                arguments(Map.of("auth.jwksAddress", "https://id.example.org/keys"), "set tls.enabled"),
                arguments(Map.of("auth.audience", "wuhai"), "set tls.enabled"),
                arguments(Map.of("auth.claims.roles", "realm_access/roles"), "set tls.enabled"),
                arguments(Map.of("auth.roles.SERVICE", "wuhai-service"), "set tls.enabled"),
                arguments(
                        Map.of("auth.jwksAddress", "https://id.example.org/keys", "tls.enabled", true),
                        "say whose keys are at https://id.example.org/keys"),
                arguments(
                        Map.of(
                                "auth.issuer", "https://id.example.org",
                                "auth.jwksAddress", "https://id.example.org/keys",
                                "tls.enabled", true),
                        "auth.issuerPeers"),
                arguments(Map.of("auth.issuerPeers[0].ipBlock.cidr", "10.1.2.3/32"), "auth.issuerPeers"),
                arguments(Map.of("auth.caSecretName", "issuer-ca"), "auth.caSecretName"),
                arguments(Map.of("tls.authorityConfigMapName", "x"), "tls.authorityConfigMapName"));
    }

    static Stream<Arguments> refusedInAnExample() {
        return Stream.of(
                arguments("production.yaml", Map.of("tls.enabled", true), "BackendTLSPolicy"),
                arguments("cloudnativepg.yaml", Map.of("tls.enabled", true), "say GRPCS"),
                arguments("oidc.yaml", Map.of("tls.enabled", false), "set tls.enabled"),
                arguments("oidc.yaml", Map.of("exposure.telephones.host", "patrol.qipan.example.org"), "do not share"));
    }

    @ParameterizedTest
    @MethodSource("refusedInAnExample")
    void isRefusedWhereItDoesNotFitTheRest(String example, Map<String, Object> values, String named) {
        // Given
        Path file = Chart.FOLDER.resolve("examples").resolve(example);

        // Then
        assertThatThrownBy(() -> Chart.render(values, file)).hasMessageContaining(named);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedByName(Map<String, Object> values, String named) {
        // Then
        assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(named);
    }
}
