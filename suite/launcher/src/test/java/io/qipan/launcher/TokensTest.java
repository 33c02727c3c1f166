package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private static final Instant NOW = Instant.parse("2026-07-24T01:00:00Z");

    @TempDir
    Path folder = Path.of("");

    @Test
    void aTokenSaysWhoMayDoWhatUntilWhen() throws IOException {
        // Given
        Tokens tokens = new Tokens(new Keys(folder), InstantSource.fixed(NOW));

        // When
        String token = tokens.mint("units/7", Set.of(Role.UNIT), Optional.of("units/7"), Duration.ofHours(1));

        // Then
        JsonNode claims = part(token, 1);
        assertThat(claims.path("iss").asText()).isEqualTo("qipan");
        assertThat(claims.path("aud").asText()).isEqualTo("qipan");
        assertThat(claims.path("sub").asText()).isEqualTo("units/7");
        assertThat(claims.path("unit").asText()).isEqualTo("units/7");
        assertThat(claims.path("groups")).extracting(JsonNode::asText).containsExactly("UNIT");
        assertThat(claims.path("exp").asLong())
                .isEqualTo(NOW.plus(Duration.ofHours(1)).getEpochSecond());
    }

    @Test
    void theSignatureHoldsAgainstThePublicKeyFile() throws IOException, GeneralSecurityException {
        // Given
        Keys keys = new Keys(folder);

        // When
        String token = new Tokens(keys, InstantSource.fixed(NOW)).forTrying();

        // Then
        int dot = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(publicKey(keys));
        signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1))))
                .isTrue();
        assertThat(part(token, 0).path("alg").asText()).isEqualTo("ES256");
    }

    @Test
    void aTokenForTryingIsNeverAService() throws IOException {
        // Given
        Tokens tokens = new Tokens(new Keys(folder), InstantSource.fixed(NOW));

        // When
        JsonNode groups = part(tokens.forTrying(), 1).path("groups");

        // Then
        assertThat(groups)
                .extracting(JsonNode::asText)
                .contains("CALL_TAKER", "DISPATCHER", "ENGINEER")
                .doesNotContain("SERVICE");
    }

    @Test
    void thePeerTokenNamesItsServiceAndIsForItsOwnerOnly() throws IOException {
        // Given
        Keys keys = new Keys(folder);

        // When
        new Tokens(keys, InstantSource.fixed(NOW)).renewPeerTokens();

        // Then
        Path file = keys.tokenFile(Service.DISPATCH);
        JsonNode claims = part(Files.readString(file).strip(), 1);
        assertThat(claims.path("sub").asText()).isEqualTo("dispatch-service");
        assertThat(claims.path("groups")).extracting(JsonNode::asText).containsExactly("SERVICE");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keysAndPasswordsAreMadeOnceAndKept() {
        // Given
        Keys first = new Keys(folder);
        List<Object> made = List.of(first.signingKey(), first.password("dispatch"));

        // When
        Keys later = new Keys(folder);

        // Then
        assertThat(List.of(later.signingKey(), later.password("dispatch"))).isEqualTo(made);
        assertThat(later.password("patrol")).isNotEqualTo(later.password("dispatch"));
    }

    @Test
    void aTokenThatLastsIsMintedAnewBeforeItExpires() throws IOException {
        // Given
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        Supplier<String> lasting = new Tokens(new Keys(folder), now::get).lasting();
        String first = lasting.get();
        now.set(NOW.plus(Duration.ofHours(7)));
        String hoursLater = lasting.get();

        // When
        now.set(NOW.plus(Duration.ofHours(8)).minusSeconds(60));
        String nearExpiry = lasting.get();

        // Then
        assertThat(hoursLater).isEqualTo(first);
        assertThat(part(nearExpiry, 1).path("exp").asLong())
                .isEqualTo(now.get().plus(Duration.ofHours(8)).getEpochSecond());
    }

    private static JsonNode part(String token, int index) throws IOException {
        String encoded = List.of(token.split("\\.", -1)).get(index);
        return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(encoded));
    }

    private static PublicKey publicKey(Keys keys) throws IOException, GeneralSecurityException {
        String body = Files.readString(keys.publicKeyFile()).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }
}
