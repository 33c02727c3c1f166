package io.qipan.runtime.caller;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Somebody who issues tokens in words of its own, and who believes them. */
final class AnyIssuer {
    static final TokenRules RULES = new TokenRules(
            "https://login.example/realms/city",
            "board",
            "preferred_username",
            "realm_access/roles",
            "unit",
            "agency",
            TokenRules.roles("DISPATCHER=wuhai-dispatch, COMMANDER=wuhai-command"));

    private AnyIssuer() {}

    static PublicJsonWebKey ellipticKey(String id) throws JoseException {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(id);
        return key;
    }

    static String set(PublicJsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    static JwtClaims claims(Object roles) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(RULES.issuer());
        claims.setAudience("board");
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setClaim("preferred_username", "wang");
        claims.setClaim("realm_access", Map.of("roles", roles));
        return claims;
    }

    static String signed(PublicJsonWebKey key, String algorithm) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(
                claims(List.of("wuhai-dispatch", "offline_access", "COMMANDER")).toJson());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(key.getPrivateKey());
        return signature.getCompactSerialization();
    }

    static JwtVerifier verifier(SigningKeys keys) {
        return new JwtVerifier(RULES, keys, InstantSource.system());
    }

    static Reason refusal(JwtVerifier verifier, String token) {
        try {
            throw new AssertionError(verifier.verify(token) + " was let in");
        } catch (RefusedException e) {
            return e.refusal().reason();
        }
    }
}
