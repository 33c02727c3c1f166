package io.qipan.runtime.caller;

import static io.qipan.runtime.caller.AnyIssuer.RULES;
import static io.qipan.runtime.caller.AnyIssuer.claims;
import static io.qipan.runtime.caller.AnyIssuer.ellipticKey;
import static io.qipan.runtime.caller.AnyIssuer.refusal;
import static io.qipan.runtime.caller.AnyIssuer.set;
import static io.qipan.runtime.caller.AnyIssuer.signed;
import static io.qipan.runtime.caller.AnyIssuer.verifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys as others publish them, which change. */
class KeysOfAnyIssuerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    @Test
    void aKeyInTheFileIsTakenAndOneThatIsGoneIsNotTrustedAnyMore() throws Exception {
        // Given
        PublicJsonWebKey old = ellipticKey("old");
        PublicJsonWebKey fresh = ellipticKey("fresh");
        Path file = Files.writeString(folder.resolve("keys.json"), set(old));
        try (JwtVerifier verifier = verifier(SigningKeys.ofFile(file, InstantSource.system()))) {
            assertThat(verifier.verify(signed(old, "ES256")).subject()).isEqualTo("wang");
            String remembered = signed(old, "ES256");
            assertThat(verifier.verify(remembered).subject()).isEqualTo("wang");

            // When
            Files.writeString(file, set(fresh));

            // Then
            String token = signed(fresh, "ES256");
            Awaitility.await()
                    .atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> verifier.verify(token).subject().equals("wang"));
            assertThat(refusal(verifier, remembered)).isEqualTo(Reason.TOKEN_INVALID);
        }
    }

    @Test
    void aTokenThatIsBeingVerifiedWhileItsKeyGoesIsNotRemembered() throws Exception {
        // Given
        PublicJsonWebKey old = ellipticKey("old");
        PublicJsonWebKey fresh = ellipticKey("fresh");
        String oldToken = signed(old, "ES256");
        String freshToken = signed(fresh, "ES256");
        Path file = Files.writeString(folder.resolve("keys.json"), set(old));
        SigningKeys keys = SigningKeys.ofFile(file, InstantSource.system());
        List<Runnable> meanwhile = new ArrayList<>();
        // The clock is asked once the signature has been found right.
        InstantSource clock = () -> {
            if (!meanwhile.isEmpty()) {
                meanwhile.removeFirst().run();
            }
            return InstantSource.system().instant();
        };
        try (JwtVerifier verifier = new JwtVerifier(RULES, keys, clock)) {
            meanwhile.add(() -> {
                write(file, set(fresh));
                Awaitility.await()
                        .atMost(SOON)
                        .ignoreExceptions()
                        .until(() -> verifier.verify(freshToken).subject().equals("wang"));
            });
            assertThat(verifier.verify(oldToken).subject()).isEqualTo("wang");

            // When
            Reason reason = refusal(verifier, oldToken);

            // Then
            assertThat(reason).isEqualTo(Reason.TOKEN_INVALID);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anEmptiedSetMeansThatNoKeyHolds() throws Exception {
        // Given
        PublicJsonWebKey key = ellipticKey("a");
        String token = signed(key, "ES256");
        Path file = Files.writeString(folder.resolve("keys.json"), set(key));
        try (JwtVerifier verifier = verifier(SigningKeys.ofFile(file, InstantSource.system()))) {
            assertThat(verifier.verify(token).subject()).isEqualTo("wang");

            // When
            write(file, "{\"keys\":[]}");

            // Then
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> verifier.verify(token)).hasMessageContaining("by no key"));
        }
    }

    @Test
    void keysThatCannotBeReadCountForADayAndNoLonger() throws Exception {
        // Given
        PublicJsonWebKey key = ellipticKey("a");
        String token = signed(key, "ES256");
        Path file = Files.writeString(folder.resolve("keys.json"), set(key));
        List<Instant> now = new CopyOnWriteArrayList<>(List.of(Instant.now()));
        try (JwtVerifier verifier = verifier(SigningKeys.ofFile(file, now::getFirst))) {
            write(file, "cut off");
            now.set(0, Instant.now().plus(Duration.ofHours(23)));
            assertThat(verifier.verify(token).subject()).isEqualTo("wang");

            // When
            now.set(0, Instant.now().plus(Duration.ofHours(25)));

            // Then
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> verifier.verify(token)).hasMessageContaining("by no key"));
        }
    }

    @Test
    void tokensWithMadeUpKeysHaveTheIssuerAskedEveryFiveSecondsAtMost() throws Exception {
        // Given
        PublicJsonWebKey stranger = ellipticKey("made-up");
        String token = signed(stranger, "ES256");
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = publish(List.of(set(ellipticKey("a"))), asked);
        try (JwtVerifier verifier = verifier(SigningKeys.ofAddress(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"),
                Optional.empty(),
                InstantSource.system()))) {

            // When
            Instant until = Instant.now().plusSeconds(3);
            while (Instant.now().isBefore(until)) {
                assertThat(refusal(verifier, token)).isEqualTo(Reason.TOKEN_INVALID);
            }

            // Then
            assertThat(asked).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPemFileMayHoldTheOldAndTheNewKeyForAWhile() throws Exception {
        // Given
        KeyPair stranger = TestTokens.strangerKey();
        String both = TestTokens.publicKeyPem()
                + "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(stranger.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        Path file = Files.writeString(folder.resolve("keys.pem"), both);

        // When
        try (JwtVerifier verifier = new JwtVerifier(
                TokenRules.of("qipan-test"),
                SigningKeys.ofFile(file, InstantSource.system()),
                InstantSource.system())) {
            TestTokens.Claims claims = TestTokens.claims("wang", Role.UNIT).from("qipan-test");

            // Then
            assertThat(verifier.verify(claims.signed()).roles()).isEqualTo(Set.of(Role.UNIT));
            assertThat(verifier.verify(claims.signedWith(stranger.getPrivate())).subject())
                    .isEqualTo("wang");
        }
    }

    @Test
    void publishedKeysAreFetchedAndOneThatIsNotKnownIsLookedForSoon() throws Exception {
        // Given
        PublicJsonWebKey old = ellipticKey("old");
        PublicJsonWebKey fresh = ellipticKey("fresh");
        List<String> published = new CopyOnWriteArrayList<>(List.of(set(old)));
        HttpServer server = publish(published, new AtomicInteger());
        try (JwtVerifier verifier = verifier(SigningKeys.ofAddress(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"),
                Optional.empty(),
                InstantSource.system()))) {
            assertThat(verifier.verify(signed(old, "ES256")).subject()).isEqualTo("wang");

            // When
            published.set(0, set(old, fresh));

            // Then
            String token = signed(fresh, "ES256");
            Awaitility.await()
                    .atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> verifier.verify(token).subject().equals("wang"));
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer publish(List<String> published, AtomicInteger asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            byte[] body = published.getFirst().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void keysThatWouldComeOverAnOpenLineAreNotAskedFor() {
        assertThatThrownBy(() -> SigningKeys.ofAddress(
                        URI.create("http://login.example/keys"), Optional.empty(), InstantSource.system()))
                .hasMessageContaining("not an https address");
    }

    @Test
    void whileNobodyPublishesKeysNobodyIsLetIn() throws JoseException {
        // Given
        PublicJsonWebKey key = ellipticKey("a");

        // When
        try (JwtVerifier verifier = verifier(SigningKeys.ofAddress(
                URI.create("http://127.0.0.1:1/keys"), Optional.empty(), InstantSource.system()))) {
            Reason reason = refusal(verifier, signed(key, "ES256"));

            // Then
            assertThat(reason).isEqualTo(Reason.TOKEN_INVALID);
        }
    }
}
