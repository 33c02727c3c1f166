package io.qipan.runtime.caller;

import com.github.benmanes.caffeine.cache.Cache;
import io.qipan.runtime.cache.Caches;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JSON Web Tokens (RFC 7519) with a signature by a pair of keys: issuer, audience, expiry, and from when on it holds.
 * Verified tokens are remembered for a while, because a signature costs more than most requests; until other keys hold.
 */
public final class JwtVerifier implements TokenVerifier, AutoCloseable {
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 10_000;
    /** A subject is stored with everything that its bearer does. */
    private static final int LONGEST_NAME = 200;
    /** Signatures that only the owner of a private key can make; never {@code none}, never a shared secret. */
    private static final AlgorithmConstraints SIGNATURES = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256);

    private final TokenRules rules;
    private final InstantSource clock;
    private final SigningKeys keys;
    private final JwtConsumer claimsRules;
    private final Cache<String, Remembered> verified = Caches.forgottenAfterWriting(MOST_REMEMBERED, REMEMBERED);

    /**
     * Whose token it was.
     *
     * @param generation of the keys by one of which it was signed; by others it may not be
     */
    private record Remembered(Caller caller, long generation) {}

    public JwtVerifier(TokenRules rules, SigningKeys keys, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        this.keys = keys;
        this.claimsRules = new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setExpectedIssuer(rules.issuer())
                .setExpectedAudience(rules.audience())
                .setRequireExpirationTime()
                // Times are judged below: by our clock, and expiry with a reason of its own.
                .setAllowedClockSkewInSeconds(Integer.MAX_VALUE)
                .build();
    }

    @Override
    public Caller verify(String token) {
        long generation = keys.generation();
        Remembered known = verified.getIfPresent(token);
        if (known == null || known.generation() != generation) {
            known = new Remembered(read(signedClaims(token)), generation);
            verified.put(token, known);
        }
        Caller caller = known.caller();
        if (caller.hasExpired(clock.instant())) {
            throw Refusal.of(Reason.TOKEN_EXPIRED, "The token expired at " + caller.expiresAt() + ". Get a new one.")
                    .with("expired_at", caller.expiresAt().toString())
                    .asException();
        }
        return caller;
    }

    private JwtClaims signedClaims(String token) {
        try {
            if (!(JsonWebStructure.fromCompactSerialization(token) instanceof JsonWebSignature signature)) {
                throw invalid("it is not signed");
            }
            signature.setAlgorithmConstraints(SIGNATURES);
            if (!keys.haveSigned(signature)) {
                throw invalid("its signature is by no key of " + rules.issuer());
            }
            return claimsRules.processToClaims(token);
        } catch (JoseException | InvalidJwtException e) {
            throw invalid("its form, signature, issuer or audience is wrong");
        }
    }

    private Caller read(JwtClaims signed) {
        Map<String, Object> claims = signed.getClaimsMap();
        String subject = rules.subject(claims).orElseThrow(() -> invalid("it names no subject"));
        boolean reserved = subject.startsWith("system:") || subject.startsWith(Caller.ANYONE);
        if (reserved || subject.length() > LONGEST_NAME || hasControls(subject)) {
            throw invalid("its subject is none that a caller can have");
        }
        Instant notBefore = time(signed, JwtClaims::getNotBefore).orElse(Instant.MIN);
        if (notBefore.isAfter(clock.instant().plus(Caller.CLOCK_SKEW))) {
            throw invalid("it is not valid before " + notBefore);
        }
        Instant expiresAt =
                time(signed, JwtClaims::getExpirationTime).orElseThrow(() -> invalid("it does not say until when"));
        return new Caller(subject, rules.roles(claims), rules.unit(claims), rules.agency(claims), expiresAt);
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private interface Time {
        @Nullable
        NumericDate of(JwtClaims claims) throws MalformedClaimException;
    }

    private static Optional<Instant> time(JwtClaims claims, Time time) {
        try {
            return Optional.ofNullable(time.of(claims)).map(date -> Instant.ofEpochSecond(date.getValue()));
        } catch (MalformedClaimException e) {
            throw invalid("one of its times is none");
        }
    }

    private static RuntimeException invalid(String why) {
        return Refusal.of(Reason.TOKEN_INVALID, "The token cannot be accepted: " + why + ".")
                .asException();
    }

    @Override
    public void close() {
        keys.close();
    }
}
