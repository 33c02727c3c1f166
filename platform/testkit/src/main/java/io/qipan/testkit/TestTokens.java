package io.qipan.testkit;

import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.JwtVerifier;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.caller.SigningKeys;
import io.qipan.runtime.caller.TokenRules;
import io.qipan.runtime.caller.TokenVerifier;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tokens as an identity provider would give them, signed with a key made for this JVM. */
public final class TestTokens {

    public static final String ISSUER = "qipan";
    public static final String AUDIENCE = "qipan";

    /** Far enough away for any clock that a test sets. */
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private static final String KEY_PROPERTY = "qipan.testkit.key";
    private static final KeyPair KEY = sharedKey();

    /** What a token says. */
    public record Claims(
            String subject, Role[] roles, Optional<String> unit, String issuer, String audience, Instant expiresAt) {

        public Claims from(String otherIssuer) {
            return new Claims(subject, roles, unit, otherIssuer, audience, expiresAt);
        }

        public Claims to(String otherAudience) {
            return new Claims(subject, roles, unit, issuer, otherAudience, expiresAt);
        }

        public Claims until(Instant end) {
            return new Claims(subject, roles, unit, issuer, audience, end);
        }

        public Claims speakingFor(String unitName) {
            return new Claims(subject, roles, Optional.of(unitName), issuer, audience, expiresAt);
        }

        /** Signed, and not valid before this time. */
        public String signedFrom(Instant notBefore) {
            return claims().claim("nbf", notBefore.getEpochSecond())
                    .jws()
                    .algorithm(SignatureAlgorithm.ES256)
                    .sign(KEY.getPrivate());
        }

        public String signed() {
            return signedWith(KEY.getPrivate());
        }

        public String signedWith(PrivateKey key) {
            return claims().jws().algorithm(SignatureAlgorithm.ES256).sign(key);
        }

        private JwtClaimsBuilder claims() {
            var claims = Jwt.subject(subject)
                    .issuer(issuer)
                    .audience(audience)
                    .issuedAt(Instant.EPOCH)
                    .expiresAt(expiresAt)
                    .groups(Arrays.stream(roles).map(Role::name).collect(Collectors.toSet()));
            unit.ifPresent(name -> claims.claim("unit", name));
            return claims;
        }
    }

    private TestTokens() {}

    /** A valid token. */
    public static String mint(String subject, Role... roles) {
        return claims(subject, roles).signed();
    }

    /** A valid token of a unit in the field. */
    public static String mintUnit(String subject, String unitName) {
        return claims(subject, Role.UNIT).speakingFor(unitName).signed();
    }

    /** A valid token of somebody from another agency, {@code agencies/{code}}, who claims these roles. */
    public static String mintAgency(String subject, String agency, Role... roles) {
        return claims(subject, roles)
                .claims()
                .claim("agency", agency)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .sign(KEY.getPrivate());
    }

    /** Valid claims, to be changed before they are signed. */
    public static Claims claims(String subject, Role... roles) {
        return new Claims(subject, roles, Optional.empty(), ISSUER, AUDIENCE, FAR);
    }

    public static PublicKey publicKey() {
        return KEY.getPublic();
    }

    /** The public key as the content of a PEM file. */
    public static String publicKeyPem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEY.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** A verifier that accepts these tokens. */
    public static JwtVerifier verifier(InstantSource clock) {
        return new JwtVerifier(TokenRules.of(ISSUER), SigningKeys.of(publicKeyPem()), clock);
    }

    /** Accepts these tokens until it is told that the key which signed them is trusted no more. */
    public static final class Revocable implements TokenVerifier {
        private final JwtVerifier trusting;
        private volatile boolean revoked;

        public Revocable(InstantSource clock) {
            this.trusting = verifier(clock);
        }

        public void revoke() {
            revoked = true;
        }

        @Override
        public Caller verify(String token) {
            if (revoked) {
                throw Refusal.of(Reason.TOKEN_INVALID, "The token cannot be accepted: its key is revoked.")
                        .asException();
            }
            return trusting.verify(token);
        }
    }

    /** A key pair of the right kind that nobody trusts. */
    public static KeyPair strangerKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has EC P-256", e);
        }
    }

    // Quarkus loads test classes in several class loaders; all of them must sign with the same key.
    private static KeyPair sharedKey() {
        synchronized (System.getProperties()) {
            String shared = System.getProperty(KEY_PROPERTY);
            if (shared == null) {
                KeyPair fresh = strangerKey();
                Base64.Encoder base64 = Base64.getEncoder();
                System.setProperty(
                        KEY_PROPERTY,
                        base64.encodeToString(fresh.getPublic().getEncoded()) + " "
                                + base64.encodeToString(fresh.getPrivate().getEncoded()));
                return fresh;
            }
            return decode(shared);
        }
    }

    private static KeyPair decode(String shared) {
        int gap = shared.indexOf(' ');
        Base64.Decoder base64 = Base64.getDecoder();
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(base64.decode(shared.substring(0, gap)))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(shared.substring(gap + 1)))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The shared key cannot be read", e);
        }
    }
}
