package io.qipan.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Mints the signed tokens (JWT, ES256) that callers show to the services. */
public final class Tokens {

    /** Issuer and audience of every token. */
    public static final String QIPAN = "qipan";

    /** Whom the tools of a checkout act as: imports, replays, measurements. */
    public static final String LOCAL_OPERATOR = "local-operator";

    /** Who confirms for them what two have to decide. */
    static final String LOCAL_CONFIRMER = "local-confirmer";

    private static final Duration PEER_LIFE = Duration.ofDays(30);
    private static final Duration TRYING_LIFE = Duration.ofHours(8);

    private final Keys keys;
    private final InstantSource clock;

    Tokens(Keys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public static Tokens of(Workspace workspace) {
        return new Tokens(new Keys(workspace.keys()), InstantSource.system());
    }

    /** A token for a person or a unit. */
    public String mint(String subject, Set<Role> roles, Optional<String> unit, Duration life) {
        return mint(subject, roles, unit, Optional.empty(), life);
    }

    /** A token for a person, a unit, or somebody from another agency, who has no other role than AGENCY. */
    String mint(String subject, Set<Role> roles, Optional<String> unit, Optional<String> agency, Duration life) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", QIPAN);
        claims.put("aud", QIPAN);
        claims.put("sub", subject);
        claims.put("groups", roles.stream().map(Role::name).sorted().toList());
        unit.ifPresent(name -> claims.put("unit", name));
        agency.ifPresent(name -> claims.put("agency", name));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(life).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        return sign(claims);
    }

    /** The compact form of a JSON Web Signature; the JDK signs in the format it wants (RFC 7515, RFC 7518). */
    private String sign(Map<String, Object> claims) {
        String signed = encode(bytes(Map.of("typ", "JWT", "alg", "ES256"))) + "." + encode(bytes(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.signingKey());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign a token", e);
        }
    }

    private static byte[] bytes(Map<String, Object> content) {
        try {
            return Json.MAPPER.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a token", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A token for trying things on this machine: every role a person can have, for a working day. */
    public String forTrying() {
        return mint(LOCAL_OPERATOR, Role.people(), Optional.empty(), TRYING_LIFE);
    }

    /** What somebody else shows who confirms what the tools of a checkout propose, as long as it is asked for. */
    public Supplier<String> ofConfirmer() {
        Supplier<String> fresh = () -> mint(LOCAL_CONFIRMER, Set.of(Role.COMMANDER), Optional.empty(), TRYING_LIFE);
        return new LastingToken(fresh, TRYING_LIFE, clock);
    }

    /** What somebody from this agency shows, {@code agencies/{code}}, as long as it is asked for. */
    public Supplier<String> ofAgency(String agency) {
        Supplier<String> fresh =
                () -> mint("partner", Set.of(Role.AGENCY), Optional.empty(), Optional.of(agency), TRYING_LIFE);
        return new LastingToken(fresh, TRYING_LIFE, clock);
    }

    /** The same for a command that may run longer than that. */
    Supplier<String> lasting() {
        return new LastingToken(this::forTrying, TRYING_LIFE, clock);
    }

    /** Writes the tokens that services show to each other. Done at every start, so none runs out on a used board. */
    void renewPeerTokens() {
        for (Service service : List.of(Service.DISPATCH, Service.ECOLOGY)) {
            String token = mint(service.processName(), Set.of(Role.SERVICE), Optional.empty(), PEER_LIFE);
            try {
                Secrets.write(keys.tokenFile(service), token + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
