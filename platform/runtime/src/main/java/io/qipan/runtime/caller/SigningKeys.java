package io.qipan.runtime.caller;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The public keys of whoever issues tokens, from a file or from where it publishes them. They are read again while we run, so
 * that the issuer can change them: a new one is known soon, one that is gone is not trusted any more. While none can be read those
 * from before count on, for a day.
 */
public final class SigningKeys implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    /** Longer than an issuer is away, and than a token is valid. */
    private static final Duration AT_MOST_UNREAD = Duration.ofDays(1);
    /** So that callers with made-up keys do not have us ask all the time. */
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(5);

    private interface Source {
        String read() throws IOException, InterruptedException;
    }

    private final String name;
    private final Source source;
    private final InstantSource clock;
    private final Semaphore asked = new Semaphore(0);
    private volatile Holding holding = new Holding("", List.of(), 0);
    private volatile Instant readAt;
    private volatile boolean closed;

    /**
     * The keys that hold.
     *
     * @param text in which they were read
     * @param generation another one for other keys
     */
    private record Holding(String text, List<PublishedKey> keys, long generation) {}

    private SigningKeys(String name, Source source, InstantSource clock) {
        this.name = name;
        this.source = source;
        this.clock = clock;
        this.readAt = clock.instant();
    }

    /**
     * Of a file that must be there, and is read again every five seconds.
     *
     * @param file PEM with one or more public keys, or a JSON Web Key Set
     */
    public static SigningKeys ofFile(Path file, InstantSource clock) {
        SigningKeys keys = new SigningKeys(file.toString(), () -> Files.readString(file), clock);
        try {
            keys.take(keys.source.read());
            if (keys.holding.keys().isEmpty()) {
                throw new IllegalArgumentException("the set is empty");
            }
        } catch (IOException | InterruptedException | JoseException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "qipan.auth.public-key-file: " + file + " has no public keys, as PEM or as a JSON Web Key Set: "
                            + e.getMessage(),
                    e);
        }
        keys.keepReading(AT_MOST_EVERY);
        return keys;
    }

    /**
     * Of an address that is asked every five minutes, and soon when a token names a key that is not known. Until it answers for the
     * first time nobody is let in.
     *
     * @param address of a JSON Web Key Set; https, or http on this machine only
     * @param trusted PEM, who must have signed the certificate there, looked at each time; empty for whom the JDK trusts
     */
    public static SigningKeys ofAddress(URI address, Optional<Path> trusted, InstantSource clock) {
        boolean onThisMachine = "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
        if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && onThisMachine)) {
            throw new IllegalStateException("qipan.auth.jwks-address: " + address
                    + " is not an https address. Keys must not come over an open line.");
        }
        SigningKeys keys = new SigningKeys(address.toString(), new IssuerAddress(address, trusted)::read, clock);
        keys.readAgain();
        keys.keepReading(Duration.ofMinutes(5));
        return keys;
    }

    /** Of a text that does not change. */
    public static SigningKeys of(String text) {
        SigningKeys keys = new SigningKeys("a text", () -> text, InstantSource.system());
        keys.readAgain();
        return keys;
    }

    private void keepReading(Duration every) {
        Thread.ofVirtual().name("signing-keys").start(() -> {
            try {
                while (!closed) {
                    Thread.sleep(AT_MOST_EVERY);
                    boolean ignored =
                            asked.tryAcquire(every.minus(AT_MOST_EVERY).toMillis(), TimeUnit.MILLISECONDS);
                    asked.drainPermits();
                    readAgain();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** What cannot be read now may be again later: a mounted secret is gone for a moment while it is exchanged. */
    private void readAgain() {
        try {
            take(source.read());
        } catch (IOException | JoseException | RuntimeException e) {
            goOn(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void goOn(Exception failure) {
        if (clock.instant().isAfter(readAt.plus(AT_MOST_UNREAD))
                && !holding.keys().isEmpty()) {
            hold("", List.of());
        }
        LOG.warnf(
                "Going on with %d keys known, %s cannot be read: %s",
                holding.keys().size(), name, failure.toString());
    }

    private void take(String read) throws JoseException {
        if (!read.equals(holding.text())) {
            hold(read, PublishedKey.read(read));
        }
        readAt = clock.instant();
    }

    private void hold(String text, List<PublishedKey> keys) {
        holding = new Holding(text, keys, holding.generation() + 1);
        LOG.infof("%d keys from %s verify tokens", keys.size(), name);
    }

    /** Changes whenever other keys hold than before. */
    long generation() {
        return holding.generation();
    }

    /** Whether one of the keys has signed it. One whose key is not known has us look for newer ones, and is refused until then. */
    boolean haveSigned(JsonWebSignature token) {
        for (PublishedKey key : holding.keys()) {
            if (key.mayHaveSigned(token) && signed(token, key.key())) {
                return true;
            }
        }
        if (asked.availablePermits() == 0) {
            asked.release();
        }
        return false;
    }

    private static boolean signed(JsonWebSignature token, Key key) {
        try {
            token.setKey(key);
            return token.verifySignature();
        } catch (JoseException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        asked.release();
    }
}
