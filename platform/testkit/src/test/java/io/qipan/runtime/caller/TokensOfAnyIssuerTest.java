package io.qipan.runtime.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.TestTokens;
import java.io.IOException;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens as others issue them: their words, their keys, which they change. */
class TokensOfAnyIssuerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final TokenRules RULES = new TokenRules(
            "https://login.example/realms/city",
            "board",
            "preferred_username",
            "realm_access/roles",
            "unit",
            "agency",
            TokenRules.roles("DISPATCHER=wuhai-dispatch, COMMANDER=wuhai-command"));

    @TempDir
    Path folder = Path.of("");

    private static PublicJsonWebKey ellipticKey(String id) throws JoseException {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(id);
        return key;
    }

    private static String set(PublicJsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static JwtClaims claims(Object roles) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(RULES.issuer());
        claims.setAudience("board");
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setClaim("preferred_username", "wang");
        claims.setClaim("realm_access", Map.of("roles", roles));
        return claims;
    }

    private static String signed(PublicJsonWebKey key, String algorithm) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(
                claims(List.of("wuhai-dispatch", "offline_access", "COMMANDER")).toJson());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(key.getPrivateKey());
        return signature.getCompactSerialization();
    }

    private static JwtVerifier verifier(SigningKeys keys) {
        return new JwtVerifier(RULES, keys, InstantSource.system());
    }

    private static Reason refusal(JwtVerifier verifier, String token) {
        try {
            throw new AssertionError(verifier.verify(token) + " was let in");
        } catch (io.qipan.runtime.refusal.RefusedException e) {
            return e.refusal().reason();
        }
    }

    @Test
    void rolesAndNamesAreReadInTheWordsOfTheIssuer() throws JoseException {
        // Given
        PublicJsonWebKey key = ellipticKey("a");

        // When
        try (JwtVerifier verifier = verifier(SigningKeys.of(set(key)))) {
            Caller caller = verifier.verify(signed(key, "ES256"));

            // Then what we call COMMANDER is another role there
            assertThat(caller.subject()).isEqualTo("wang");
            assertThat(caller.roles()).containsExactly(Role.DISPATCHER);
        }
    }

    @Test
    void aKeyOfRsaSignsAsWell() throws JoseException {
        // Given
        PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("r");
        String both = set(ellipticKey("a"), key);

        // When
        try (JwtVerifier verifier = verifier(SigningKeys.of(both))) {
            // Then
            assertThat(verifier.verify(signed(key, "RS256")).subject()).isEqualTo("wang");
            assertThat(verifier.verify(signed(key, "PS256")).subject()).isEqualTo("wang");
            assertThat(refusal(verifier, signed(key, "RS512"))).isEqualTo(Reason.TOKEN_INVALID);
        }
    }

    @Test
    void thePublicKeyIsNoSharedSecret() throws JoseException {
        // Given a token whose signature anybody can make who knows the public key
        PublicJsonWebKey key = ellipticKey("a");
        JsonWebSignature forged = new JsonWebSignature();
        forged.setPayload(claims(List.of("wuhai-dispatch")).toJson());
        forged.setAlgorithmHeaderValue("HS256");
        forged.setKey(new HmacKey(key.getPublicKey().getEncoded()));
        String token = forged.getCompactSerialization();

        // When
        try (JwtVerifier verifier = verifier(SigningKeys.of(set(key)))) {
            Reason reason = refusal(verifier, token);

            // Then
            assertThat(reason).isEqualTo(Reason.TOKEN_INVALID);
        }
    }

    @Test
    void aTokenWhoseSignatureWasTakenAwayOrWhoseClaimsWereChangedIsRefused() throws JoseException {
        // Given
        PublicJsonWebKey key = ellipticKey("a");
        String[] parts = signed(key, "ES256").split("\\.", -1);
        String more = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims(List.of("wuhai-command")).toJson().getBytes(StandardCharsets.UTF_8));

        // When
        try (JwtVerifier verifier = verifier(SigningKeys.of(set(key)))) {
            List<Reason> reasons = List.of(
                    refusal(verifier, parts[0] + "." + parts[1] + "."),
                    refusal(verifier, parts[0] + "." + parts[1]),
                    refusal(verifier, parts[0] + "." + more + "." + parts[2]));

            // Then
            assertThat(reasons).containsOnly(Reason.TOKEN_INVALID);
        }
    }

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
            throw new java.io.UncheckedIOException(e);
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

    @Test
    void aRoleThatDoesNotExistKeepsTheServiceFromStarting() {
        assertThatThrownBy(() -> TokenRules.roles("KING=wuhai-king")).hasMessageContaining("'KING=wuhai-king'");
        assertThatThrownBy(() -> TokenRules.roles("DISPATCHER=COMMANDER")).hasMessageContaining("same name");
    }

    @Test
    void aSubjectThatNobodyCanHaveIsRefused() throws JoseException {
        // Given
        PublicJsonWebKey key = ellipticKey("a");
        JwtClaims claims = claims(List.of());
        claims.setClaim("preferred_username", "x".repeat(201));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue("ES256");
        signature.setKey(key.getPrivateKey());
        String token = signature.getCompactSerialization();

        // When
        try (JwtVerifier verifier = verifier(SigningKeys.of(set(key)))) {
            // Then
            assertThat(refusal(verifier, token)).isEqualTo(Reason.TOKEN_INVALID);
        }
    }
}
