package io.qipan.runtime.caller;

import static io.qipan.runtime.caller.AnyIssuer.claims;
import static io.qipan.runtime.caller.AnyIssuer.ellipticKey;
import static io.qipan.runtime.caller.AnyIssuer.refusal;
import static io.qipan.runtime.caller.AnyIssuer.set;
import static io.qipan.runtime.caller.AnyIssuer.signed;
import static io.qipan.runtime.caller.AnyIssuer.verifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.runtime.refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Tokens as others issue them, in their words. */
class TokensOfAnyIssuerTest {
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
