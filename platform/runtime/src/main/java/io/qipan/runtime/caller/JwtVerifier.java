package io.qipan.runtime.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies JSON Web Tokens signed with ES256 (RFC 7519, RFC 7518): issuer, audience {@code qipan}, expiry. Roles come from
 * {@code groups}, the unit from {@code unit}, the agency from {@code agency}. Verified tokens are remembered for a while, because a signature costs more than
 * most requests.
 */
public final class JwtVerifier implements TokenVerifier {
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    /** How far the clock of whoever issues tokens may be ahead of ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private static final int MOST_REMEMBERED = 10_000;
    private static final Set<String> ROLE_NAMES =
            Arrays.stream(Role.values()).map(Role::name).collect(Collectors.toUnmodifiableSet());

    private final DefaultJWTParser parser;
    private final InstantSource clock;
    private final Cache<String, Caller> verified = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    public JwtVerifier(PublicKey key, String issuer, InstantSource clock) {
        JWTAuthContextInfo rules = new JWTAuthContextInfo(key, issuer);
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        rules.setExpectedAudience(Set.of("qipan"));
        // Expiry is checked below, so that an expired token gets its own reason, and with it the time before which a
        // token
        // is not valid.
        rules.setClockSkew(Integer.MAX_VALUE);
        this.parser = new DefaultJWTParser(rules);
        this.clock = clock;
    }

    @Override
    public Caller verify(String token) {
        Caller caller = verified.getIfPresent(token);
        if (caller == null) {
            caller = parse(token);
            verified.put(token, caller);
        }
        if (!clock.instant().isBefore(caller.expiresAt())) {
            throw Refusal.of(Reason.TOKEN_EXPIRED, "The token expired at " + caller.expiresAt() + ". Get a new one.")
                    .with("expired_at", caller.expiresAt().toString())
                    .asException();
        }
        return caller;
    }

    private Caller parse(String token) {
        try {
            JsonWebToken jwt = parser.parse(token);
            String subject = jwt.getSubject();
            if (subject == null || subject.isBlank() || subject.startsWith("system:")) {
                throw invalid("it names no subject");
            }
            Set<Role> roles = Optional.ofNullable(jwt.getGroups()).orElse(Set.of()).stream()
                    .filter(ROLE_NAMES::contains)
                    .map(Role::valueOf)
                    .collect(Collectors.toUnmodifiableSet());
            Optional<String> unit = Optional.ofNullable(jwt.getClaim("unit")).map(Object::toString);
            Optional<Instant> notBefore = jwt.<Long>claim(Claims.nbf).map(Instant::ofEpochSecond);
            if (notBefore
                    .filter(at -> at.isAfter(clock.instant().plus(CLOCK_SKEW)))
                    .isPresent()) {
                throw invalid("it is not valid before " + notBefore.get());
            }
            Optional<String> agency =
                    Optional.ofNullable(jwt.getClaim("agency")).map(Object::toString);
            return new Caller(subject, roles, unit, agency, Instant.ofEpochSecond(jwt.getExpirationTime()));
        } catch (ParseException e) {
            throw invalid("its form, signature, issuer or audience is wrong");
        }
    }

    private static RuntimeException invalid(String why) {
        return Refusal.of(Reason.TOKEN_INVALID, "The token cannot be accepted: " + why + ".")
                .asException();
    }
}
