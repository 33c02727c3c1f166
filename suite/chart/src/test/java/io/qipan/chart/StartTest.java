package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.JwtVerifier;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.peer.PeerCredentials;
import io.qipan.runtime.start.StartRules;
import io.qipan.runtime.tls.Security;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With what the chart tells it a service starts: by its own rules, not by the names of settings. */
class StartTest {
    private static final Map<String, String> SECRETS = new HashMap<>();
    private static final Map<String, Certificate> CERTIFICATES = new HashMap<>();

    @TempDir
    Path folder = Path.of("");

    static Stream<Release> shown() {
        return Chart.allShown().stream();
    }

    @BeforeAll
    static void secretsAndCertificates(@TempDir Path store) {
        SECRETS.putAll(Pod.secrets(store.resolve("checkout")));
        for (String service : Release.SERVICES) {
            CERTIFICATES.put(service, Certificate.of(service + "-service", store));
        }
    }

    private Pod pod(Release release, String service) {
        Certificate certificate = Objects.requireNonNull(CERTIFICATES.get(service));
        return Pod.of(release, service, folder.resolve(service), SECRETS, certificate);
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everyServiceStartsAndKnowsTheOthers(Release release) throws Exception {
        // Given
        List<Pod> pods =
                Release.SERVICES.stream().map(service -> pod(release, service)).toList();

        // When
        List<Started> started = pods.stream().map(Started::of).toList();

        // Then
        List<String> known = new ArrayList<>();
        for (Started caller : started) {
            for (Started asked : started) {
                if (!caller.equals(asked) && caller.pod().callsOthers()) {
                    known.add(howKnown(caller.rules(), asked.rules()));
                }
            }
        }
        boolean certified = release.environment("patrol").containsKey("QIPAN_TLS_KEY_FILE");
        assertThat(known).hasSize(4).containsOnly(certified ? "certificate" : "token");
        for (Started each : started) {
            each.rules().close();
        }
    }

    private record Started(Pod pod, StartRules rules) {
        static Started of(Pod pod) {
            StartRules rules = pod.start();
            JwtVerifier ofCallers = rules.verifier();
            Security ofConnections = rules.security();
            assertThat(List.of(ofCallers, ofConnections)).doesNotContainNull();
            return new Started(pod, rules);
        }
    }

    /** A token counts before a certificate, so it has to be one that the other end takes. */
    private static String howKnown(StartRules caller, StartRules asked) throws Exception {
        PeerCredentials credentials = caller.credentials();
        if (credentials.tokenFile().isEmpty()) {
            assertThat(credentials.security()).isNotSameAs(Security.NONE);
            assertThat(asked.security()).isNotSameAs(Security.NONE);
            return "certificate";
        }
        Caller known = asked.verifier()
                .verify(Files.readString(credentials.tokenFile().get()).strip());
        assertThat(known.roles()).contains(Role.SERVICE);
        return "token";
    }

    @Test
    void aFileOfKeysBesideAnIssuerWouldKeepItFromStarting() throws Exception {
        // Given
        Pod pod = pod(Chart.example("oidc.yaml"), "dispatch")
                .with("QIPAN_AUTH_PUBLIC_KEY_FILE", "/etc/qipan/keys/public.pem");

        // When
        try (StartRules start = pod.start()) {
            // Then
            assertThatThrownBy(start::verifier).hasMessageContaining("qipan.auth.jwks-address");
        }
    }

    @Test
    void aServiceWithoutTokenAndCertificateWouldNotStart() throws Exception {
        // Given
        Release release = Chart.example("oidc.yaml");
        Pod pod = pod(release, "ecology").with("QIPAN_TLS_KEY_FILE", "");

        // When
        try (StartRules start = pod.start()) {
            // Then
            assertThatThrownBy(start::credentials).hasMessageContaining("qipan.tls.key-file");
        }
    }

    @Test
    void theTokensOfTheCheckoutAreRefusedWhereAnotherIssuerCounts() throws Exception {
        // Given
        Pod caller = pod(Chart.defaults(), "dispatch");
        Pod asked = pod(Chart.defaults(), "patrol").with("QIPAN_AUTH_ISSUER", "id.example.org");

        // When
        try (StartRules from = caller.start();
                StartRules to = asked.start()) {
            // Then
            assertThatThrownBy(() -> howKnown(from, to)).hasMessageContaining("issuer");
        }
    }
}
