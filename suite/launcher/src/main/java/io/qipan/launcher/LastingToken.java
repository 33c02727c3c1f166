package io.qipan.launcher;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** A token that is minted anew before it expires, for commands that run longer than one lasts. */
final class LastingToken implements Supplier<String> {

    private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(15);

    private final Supplier<String> mint;
    private final Duration life;
    private final InstantSource clock;
    private String token = "";
    private Instant renewAt = Instant.MIN;

    LastingToken(Supplier<String> mint, Duration life, InstantSource clock) {
        this.mint = mint;
        this.life = life;
        this.clock = clock;
    }

    @Override
    public synchronized String get() {
        Instant now = clock.instant();
        if (!now.isBefore(renewAt)) {
            token = mint.get();
            renewAt = now.plus(life).minus(BEFORE_EXPIRY);
        }
        return token;
    }
}
