package io.qipan.ecology.clue;

import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLongArray;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often one caller may ask for receipts, on this replica. Callers are told apart by their address and share a fixed number of
 * places, so nobody can make it grow; who meets a stranger in a place, which nobody can choose, has to wait with him.
 */
@Singleton
public class ReceiptChecks {
    /** See {@link Caller#withoutToken}. */
    private static final String ANYONE = Caller.withoutToken("").subject();

    private static final String MAC = "HmacSHA256";
    private static final int PLACES = 8_192;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int COUNT_BITS = 20;
    private static final long COUNT = (1L << COUNT_BITS) - 1;

    private final int most;
    private final InstantSource clock;
    /** So that nobody can tell from addresses which of them share a place. */
    private final SecretKeySpec key = new SecretKeySpec(drawn(), MAC);
    /** The minute and how many asked in it. */
    private final AtomicLongArray places = new AtomicLongArray(PLACES);

    public ReceiptChecks(
            @ConfigProperty(name = "qipan.ecology.receipt-checks-per-minute") int most, InstantSource clock) {
        if (most < 1 || most > 10_000) {
            throw new IllegalArgumentException(
                    "qipan.ecology.receipt-checks-per-minute must be from 1 to 10,000, it is " + most);
        }
        this.most = most;
        this.clock = clock;
    }

    /** Counts one more question of a caller; refuses OVERLOADED when it was one too many. */
    public void count(String caller) {
        long minute = clock.instant().getEpochSecond() / WINDOW.toSeconds();
        long now = places.updateAndGet(place(caller), before -> {
            if (before >>> COUNT_BITS != minute) {
                return minute << COUNT_BITS | 1;
            }
            return (before & COUNT) > most ? before : before + 1;
        });
        if ((now & COUNT) > most) {
            throw Refusal.of(
                            Reason.OVERLOADED,
                            "You have asked more than " + most + " times within a minute. Wait a minute.")
                    .with("limit", Integer.toString(most))
                    .retryAfter(WINDOW)
                    .asException();
        }
    }

    private static byte[] drawn() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private int place(String caller) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            byte[] hash = mac.doFinal(network(caller).getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(ByteBuffer.wrap(hash).getInt(), PLACES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + MAC, e);
        }
    }

    /** One line of IPv6 has 2^64 addresses to ask from, the last half of each. */
    private static String network(String caller) {
        String address = caller.startsWith(ANYONE) ? caller.substring(ANYONE.length()) : "";
        if (!address.contains(":")) {
            return caller;
        }
        try {
            return HexFormat.of().formatHex(InetAddress.ofLiteral(address).getAddress(), 0, 8);
        } catch (IllegalArgumentException e) {
            return caller;
        }
    }
}
