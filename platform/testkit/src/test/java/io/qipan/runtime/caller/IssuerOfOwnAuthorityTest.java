package io.qipan.runtime.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.grpc.util.CertificateUtils;
import io.qipan.runtime.tls.CertificateAuthority;
import io.qipan.testkit.TestTokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are fetched from an issuer whose certificate is signed by an authority that the JDK does not know. */
class IssuerOfOwnAuthorityTest {
    private static final Duration LIFE = Duration.ofDays(2);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HERE = "127.0.0.1";

    @TempDir
    private static Path certificates;

    private static CertificateAuthority authority;

    @TempDir
    private Path folder;

    private HttpsServer issuer;

    @BeforeAll
    static void sign() {
        authority = CertificateAuthority.in(certificates)
                .issue("issuer", LIFE, HERE)
                .issue("elsewhere", LIFE);
    }

    @BeforeEach
    void publish() throws IOException, GeneralSecurityException {
        issuer = serving("issuer");
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    private static HttpsServer serving(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream certificate = Files.newInputStream(authority.certificate(name));
                InputStream key = Files.newInputStream(authority.key(name))) {
            store.setKeyEntry(
                    name,
                    CertificateUtils.getPrivateKey(key),
                    new char[0],
                    CertificateUtils.getX509Certificates(certificate));
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName(HERE), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/keys", exchange -> {
            byte[] body = TestTokens.publicKeyPem().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static JwtVerifier asking(HttpsServer server, Optional<Path> trusted) {
        URI address = URI.create("https://" + HERE + ":" + server.getAddress().getPort() + "/keys");
        return new JwtVerifier(
                TokenRules.of("qipan-test"),
                SigningKeys.ofAddress(address, trusted, InstantSource.system()),
                InstantSource.system());
    }

    private static String token() {
        return TestTokens.claims("wang", Role.UNIT).from("qipan-test").signed();
    }

    @Test
    void itsKeysAreTakenWhenTheAuthorityIsNamed() {
        // When
        try (JwtVerifier verifier = asking(issuer, Optional.of(authority.trusted()))) {
            Caller caller = verifier.verify(token());

            // Then
            assertThat(caller.subject()).isEqualTo("wang");
        }
    }

    @Test
    void itsKeysAreNotTakenByTheTrustOfTheJdk() {
        // When
        try (JwtVerifier verifier = asking(issuer, Optional.empty())) {
            // Then
            assertThatThrownBy(() -> verifier.verify(token())).hasMessageContaining("by no key");
        }
    }

    @Test
    void oneThatHasACertificateOfTheAuthorityForAnotherNameIsNotBelieved() throws Exception {
        // Given
        HttpsServer elsewhere = serving("elsewhere");

        // When
        try (JwtVerifier verifier = asking(elsewhere, Optional.of(authority.trusted()))) {
            // Then
            assertThatThrownBy(() -> verifier.verify(token())).hasMessageContaining("by no key");
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void anAuthorityThatComesIntoTheFileCountsWithoutARestart() throws Exception {
        // Given
        Path trusted =
                Files.copy(CertificateAuthority.in(folder.resolve("other")).trusted(), folder.resolve("trusted.crt"));
        String token = token();
        try (JwtVerifier verifier = asking(issuer, Optional.of(trusted))) {
            assertThatThrownBy(() -> verifier.verify(token)).hasMessageContaining("by no key");

            // When
            Path ignored = Files.copy(authority.trusted(), trusted, StandardCopyOption.REPLACE_EXISTING);

            // Then
            Awaitility.await()
                    .atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> verifier.verify(token).subject().equals("wang"));
        }
    }

    @Test
    void aFileWithoutCertificatesKeepsTheServiceFromStarting() throws IOException {
        // Given
        Path empty = Files.writeString(folder.resolve("empty.crt"), "");

        // Then
        assertThatThrownBy(() -> asking(issuer, Optional.of(empty)))
                .hasMessageContaining("qipan.auth.jwks-trusted-file")
                .hasMessageContaining("no certificate stands in it");
    }
}
