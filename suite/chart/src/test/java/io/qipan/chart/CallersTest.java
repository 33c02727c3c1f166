package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qipan.runtime.caller.Role;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An issuer of one's own for people, certificates for services, and how callers come to either. */
class CallersTest {

    static Stream<Release> shown() {
        return Chart.allShown().stream();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void keysComeFromAFileOrAnAddressAndNeverFromBoth(Release release) {
        // Then
        for (String service : Release.SERVICES) {
            assertThat(release.environment(service).keySet().stream()
                            .filter(name -> name.matches("QIPAN_AUTH_(JWKS_ADDRESS|PUBLIC_KEY_FILE)")))
                    .hasSize(1);
        }
    }

    @Test
    void whatTheIssuerCallsThingsIsTold() {
        // When
        Map<String, String> told = Chart.example("oidc.yaml").environment("patrol");

        // Then
        assertThat(told)
                .containsEntry("QIPAN_AUTH_ISSUER", "https://id.example.org/realms/wuhai")
                .containsEntry("QIPAN_AUTH_AUDIENCE", "qipan")
                .containsEntry("QIPAN_AUTH_CLAIM_SUBJECT", "sub")
                .containsEntry("QIPAN_AUTH_CLAIM_ROLES", "realm_access/roles")
                .containsEntry(
                        "QIPAN_AUTH_ROLES",
                        "CALL_TAKER=wuhai-call-taker,COMMANDER=wuhai-command,DISPATCHER=wuhai-dispatch");
    }

    @Test
    void theGatewayIsBelievedForWhomItAsks() {
        // When
        Release release = Chart.example("oidc.yaml");

        // Then
        for (String service : Release.SERVICES) {
            assertThat(release.environment(service)).containsEntry("QIPAN_TRUSTED_PROXIES", "10.42.0.0/16");
        }
    }

    @Test
    void theNamesOfServicesInCertificatesMayBeOnesOwn() {
        // When
        Release release = Chart.render(
                Map.of("services.patrol.settings.QIPAN_TLS_SERVICES", "wuhai-dispatch"),
                Chart.FOLDER.resolve("examples/oidc.yaml"));

        // Then
        assertThat(release.environment("patrol")).containsEntry("QIPAN_TLS_SERVICES", "wuhai-dispatch");
    }

    @Test
    void everyRoleMayBeNamedAndNothingElse() {
        // When
        JsonNode names = Yaml.documents(Chart.read("k8s/values.schema.json"))
                .getFirst()
                .at("/properties/auth/properties/roles/propertyNames/enum");

        // Then
        assertThat(Release.each(names).map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Role.values()).map(Role::name).toList());
    }

    @Test
    void nothingOfTheKeysSecretIsMountedThatIsNotRead() {
        // When
        Release release = Chart.example("oidc.yaml");

        // Then
        assertThat(release.objects().toString()).doesNotContain("peer.token", "public.pem");
        assertThat(keys(release, "dispatch").findValuesAsText("key")).containsExactly("personal.keys");
        assertThat(keys(release, "patrol")).isEmpty();
        assertThat(keys(release, "ecology").findValuesAsText("key")).containsExactly("personal.keys");
    }

    /** The volume of keys; a Secret without items would be mounted whole. */
    private static JsonNode keys(Release release, String service) {
        return Release.each(release.one("Deployment", service).at("/spec/template/spec/volumes"))
                .filter(volume -> volume.path("name").asText().equals("keys"))
                .findFirst()
                .orElse(Yaml.documents("{}").getFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.example.org/keys, 443",
        "https://id.example.org:8443/keys, 8443",
        "https://id.example.org, 443"
    })
    void aServiceReachesTheIssuerAtItsPort(String address, int port) {
        // Given
        Map<String, Object> values = Map.of("auth.jwksAddress", address);

        // When
        Release release = Chart.render(values, Chart.FOLDER.resolve("examples/oidc.yaml"));

        // Then
        for (String service : Release.SERVICES) {
            assertThat(Release.each(release.one("NetworkPolicy", service).at("/spec/egress"))
                            .filter(rule ->
                                    rule.at("/to/0/ipBlock/cidr").asText().equals("203.0.113.10/32"))
                            .map(rule -> rule.at("/ports/0/port").asInt()))
                    .containsExactly(port);
            assertThat(release.one("NetworkPolicy", service + "-migration").toString())
                    .doesNotContain("203.0.113.10");
        }
    }

    @Test
    void aGatewayIsToldWhomToTrustAndThatTheServicesSpeakTls() {
        // When
        Release release = Chart.example("oidc.yaml");

        // Then
        for (String service : Release.SERVICES) {
            JsonNode policy = release.one("BackendTLSPolicy", service).path("spec");
            JsonNode found = release.one("Service", service);
            assertThat(policy.at("/targetRefs/0/name").asText()).isEqualTo(Release.nameOf(found));
            assertThat(Yaml.byName(found.at("/spec/ports"), "appProtocol"))
                    .containsKey(policy.at("/targetRefs/0/sectionName").asText())
                    .containsEntry("grpc", "");
            assertThat(policy.at("/validation/hostname").asText()).isEqualTo(service + "-service");
            assertThat(policy.at("/validation/caCertificateRefs/0/name").asText())
                    .isEqualTo("qipan-authority");
        }
        assertThat(Yaml.byName(Chart.defaults().one("Service", "patrol").at("/spec/ports"), "appProtocol"))
                .containsEntry("grpc", "kubernetes.io/h2c");
    }

    @Test
    void anIngressIsToldTheNameInTheCertificate() {
        // When
        Release release = Chart.render(
                Map.of(
                        "tls.enabled", true,
                        "exposure.ingress.annotations.nginx\\.ingress\\.kubernetes\\.io/backend-protocol", "GRPCS",
                        "exposure.ingress.annotations.nginx\\.ingress\\.kubernetes\\.io/proxy-ssl-name", "{service}"),
                Chart.FOLDER.resolve("examples/cloudnativepg.yaml"));

        // Then
        assertThat(release.one("Ingress", "patrol")
                        .at("/metadata/annotations")
                        .path("nginx.ingress.kubernetes.io/proxy-ssl-name")
                        .asText())
                .isEqualTo("patrol-service");
    }

    @Test
    void theAuthorityOfTheIssuerIsMountedAloneAndTold() {
        // When
        Release release = Chart.example("oidc.yaml");

        // Then
        for (String service : Release.SERVICES) {
            JsonNode pod = release.one("Deployment", service).at("/spec/template/spec");
            assertThat(release.environment(service))
                    .containsEntry("QIPAN_AUTH_JWKS_TRUSTED_FILE", "/etc/qipan/issuer/ca.crt");
            assertThat(Yaml.byName(pod.at("/containers/0/volumeMounts"), "mountPath"))
                    .containsEntry("issuer", "/etc/qipan/issuer");
            assertThat(Release.each(pod.path("volumes"))
                            .filter(volume -> volume.path("name").asText().equals("issuer"))
                            .map(volume -> volume.path("secret")))
                    .singleElement()
                    .satisfies(secret -> {
                        assertThat(secret.path("secretName").asText()).isEqualTo("issuer-ca");
                        assertThat(secret.findValuesAsText("key")).containsExactly("ca.crt");
                    });
        }
        assertThat(Chart.example("production.yaml").objects().toString()).doesNotContain("JWKS_TRUSTED");
    }
}
