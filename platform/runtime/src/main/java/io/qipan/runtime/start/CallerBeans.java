package io.qipan.runtime.start;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.caller.JwtVerifier;
import io.qipan.runtime.caller.SigningKeys;
import io.qipan.runtime.caller.TokenRules;
import io.qipan.runtime.peer.PeerCredentials;
import io.qipan.runtime.peer.TokenLife;
import io.qipan.runtime.tls.Certificates;
import io.qipan.runtime.tls.Security;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How callers are known, and how this service is known to others, as the settings say. */
@Singleton
class CallerBeans {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final String SECONDS = "seconds";

    @Produces
    @Singleton
    TokenRules tokenRules(
            @ConfigProperty(name = "qipan.auth.issuer") String issuer,
            @ConfigProperty(name = "qipan.auth.audience") String audience,
            @ConfigProperty(name = "qipan.auth.claim.subject") String subject,
            @ConfigProperty(name = "qipan.auth.claim.roles") String roles,
            @ConfigProperty(name = "qipan.auth.claim.unit") String unit,
            @ConfigProperty(name = "qipan.auth.claim.agency") String agency,
            @ConfigProperty(name = "qipan.auth.roles") Optional<String> names) {
        return new TokenRules(issuer, audience, subject, roles, unit, agency, TokenRules.roles(names.orElse("")));
    }

    @Produces
    @Singleton
    JwtVerifier tokenVerifier(
            TokenRules rules,
            @ConfigProperty(name = "qipan.auth.public-key-file") Optional<String> file,
            @ConfigProperty(name = "qipan.auth.jwks-address") Optional<URI> address,
            @ConfigProperty(name = "qipan.auth.jwks-trusted-file") Optional<String> trusted,
            InstantSource clock) {
        if (file.isPresent() == address.isPresent()) {
            throw new IllegalStateException(
                    "Set one of qipan.auth.public-key-file and qipan.auth.jwks-address: the keys that tokens are"
                            + " verified with.");
        }
        if (trusted.isPresent() && address.isEmpty()) {
            throw new IllegalStateException("qipan.auth.jwks-trusted-file: " + trusted.get()
                    + " would be used by nobody, as nobody is asked for keys. Set qipan.auth.jwks-address too, or"
                    + " leave it out.");
        }
        SigningKeys keys = file.map(name -> SigningKeys.ofFile(Path.of(name), clock))
                .orElseGet(() -> SigningKeys.ofAddress(address.orElseThrow(), trusted.map(Path::of), clock));
        return new JwtVerifier(rules, keys, clock);
    }

    void close(@Disposes JwtVerifier verifier) {
        verifier.close();
    }

    @Produces
    @Singleton
    Security security(
            @ConfigProperty(name = "qipan.tls.certificate-file") Optional<String> certificate,
            @ConfigProperty(name = "qipan.tls.key-file") Optional<String> key,
            @ConfigProperty(name = "qipan.tls.trusted-file") Optional<String> trusted,
            @ConfigProperty(name = "qipan.tls.services") Set<String> services,
            MeterRegistry meters,
            InstantSource clock) {
        if (certificate.isEmpty() && key.isEmpty() && trusted.isEmpty()) {
            return Security.NONE;
        }
        if (certificate.isEmpty() || key.isEmpty() || trusted.isEmpty()) {
            throw new IllegalStateException(
                    "Set all of qipan.tls.certificate-file, qipan.tls.key-file and qipan.tls.trusted-file, or none.");
        }
        Certificates certificates = new Certificates(
                Path.of(certificate.get()), Path.of(key.get()), Path.of(trusted.get()), services, LOOK_EVERY);
        Gauge.builder("qipan.tls.certificate.expires", certificates, ours -> ours.secondsLeft(clock))
                .baseUnit(SECONDS)
                .strongReference(true)
                .register(meters);
        return certificates;
    }

    @Produces
    @Singleton
    PeerCredentials peerCredentials(
            @ConfigProperty(name = "qipan.peer.token-file") Optional<String> tokenFile,
            Security security,
            MeterRegistry meters,
            InstantSource clock) {
        if (tokenFile.isEmpty() && security == Security.NONE) {
            throw new IllegalStateException(
                    "Set qipan.peer.token-file, or the certificates of qipan.tls: other services must know who asks.");
        }
        tokenFile.ifPresent(file -> Gauge.builder(
                        "qipan.peer.token.expires", new TokenLife(Path.of(file), clock), TokenLife::secondsLeft)
                .baseUnit(SECONDS)
                .strongReference(true)
                .register(meters));
        return new PeerCredentials(tokenFile.map(Path::of), security);
    }
}
