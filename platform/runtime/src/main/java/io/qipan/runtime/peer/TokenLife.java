package io.qipan.runtime.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** How long the token in a file still names this service; read each time somebody asks, as rarely as metrics are. */
public final class TokenLife {
    /** Whether it holds is for those to say whom it is shown. */
    private final JwtConsumer unverified = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    private final Path file;
    private final InstantSource clock;

    public TokenLife(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Seconds; less than nothing when it is over, not a number when the file holds no token that says. */
    public double secondsLeft() {
        try {
            NumericDate end =
                    unverified.processToClaims(Files.readString(file).strip()).getExpirationTime();
            return end == null
                    ? Double.NaN
                    : Duration.between(clock.instant(), Instant.ofEpochSecond(end.getValue()))
                            .toSeconds();
        } catch (IOException | InvalidJwtException | MalformedClaimException e) {
            return Double.NaN;
        }
    }
}
