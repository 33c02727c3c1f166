package io.qipan.runtime.secret;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of personal data. They stand in a file, a name and 32 bytes in Base64 on each line, in the order of their names, such as
 * {@code 2026-11}; the last one locks what comes. A key that is taken out of the file takes all that it locked with it, in the
 * database, in its backups and replicas. {@code 2026-11 erased} stays in its place, so that no other key gets its name.
 */
public final class PersonalKeys {
    private static final Logger LOG = Logger.getLogger(PersonalKeys.class);
    private static final String ERASED = "erased";
    private static final int KEY_BYTES = 32;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private final Counter unreadable;
    private final Counter notComeYet;
    private final Counter doesNotFit;
    private volatile Ring known;

    /**
     * What stands in the file.
     *
     * @param keys those that open, by name
     * @param last the last name, be it of a key that is erased
     */
    private record Ring(NavigableMap<String, PersonalKey> keys, String last) {
        private PersonalKey newest() {
            return keys.lastEntry().getValue();
        }
    }

    /** Refuses a file without a key, so that nothing is ever stored in the open. */
    public PersonalKeys(Path file, MeterRegistry meters) {
        this.file = file;
        this.unreadable = meters.counter("qipan.personal.keys.unreadable");
        this.notComeYet = meters.counter("qipan.personal.unopened", "why", "key not come yet");
        this.doesNotFit = meters.counter("qipan.personal.unopened", "why", "key does not fit");
        this.known = read();
    }

    /** Locks what comes. While the file cannot be read it is the one that was the newest before: a spoiled file stops no work. */
    public PersonalKey newest() {
        return ring().newest();
    }

    /**
     * What a text has in common with equal ones, by each key that is here. While the file cannot be read, by those from
     * before.
     */
    public List<byte[]> fingerprints(String text) {
        return ring().keys().values().stream().map(key -> key.fingerprint(text)).toList();
    }

    private Ring ring() {
        try {
            known = read();
        } catch (RuntimeException e) {
            unreadable.increment();
            LOG.errorf("Locking on with the key %s: %s", known.newest().name(), e.getMessage());
        }
        return known;
    }

    /**
     * The text; empty when its key was thrown away, also when another one has got its name since. So is what was
     * changed, or belongs to another: a key cannot tell that from what another key has locked, so it is counted and
     * logged. Refuses DEPENDENCY_UNAVAILABLE while its key is newer than all that are named here: another replica has
     * got it first. Fails while the file cannot be read.
     */
    public Optional<String> open(Locked locked, String owner) {
        return named(locked.keyId(), owner).flatMap(key -> {
            Optional<String> text = key.open(locked, owner);
            if (text.isEmpty()) {
                doesNotFit.increment();
                LOG.errorf(
                        "The key %s has not locked what is kept of %s, or that was changed. Was its name used twice?",
                        locked.keyId(), owner);
            }
            return text;
        });
    }

    /**
     * Locks what has to go together with what it has locked. Empty when it was thrown away; refuses and fails as
     * opening does.
     */
    public Optional<PersonalKey> named(String name, String owner) {
        Ring ring = read();
        if (ring.last().compareTo(name) < 0) {
            notComeYet.increment();
            throw Refusal.of(
                            Reason.DEPENDENCY_UNAVAILABLE,
                            "The key " + name + " of " + owner
                                    + " has not come to this replica yet. Try again; if it was thrown away, have '"
                                    + name + " " + ERASED + "' put into the file of keys.")
                    .with("dependency", "personal keys")
                    .retryAfter(SOON)
                    .asException();
        }
        return Optional.ofNullable(ring.keys().get(name));
    }

    /** Each time, so that a key counts as soon as it is there and never after it is gone. It is a few lines. */
    private Ring read() {
        NavigableMap<String, PersonalKey> keys = new TreeMap<>();
        String last = "";
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.strip().split("\\s+", -1);
                    if (last.compareTo(parts[0]) >= 0) {
                        throw unusable(parts[0] + " does not come after " + last + " by its name", null);
                    }
                    last = parts[0];
                    if (parts.length != 2 || !parts[1].equals(ERASED)) {
                        keys.put(last, key(parts));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("qipan.personal.keys-file: " + file + " cannot be read", e);
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("qipan.personal.keys-file: " + file + " has no key");
        }
        return new Ring(keys, last);
    }

    private PersonalKey key(String[] parts) {
        try {
            byte[] bytes = Base64.getDecoder().decode(parts.length == 2 ? parts[1] : "");
            if (bytes.length == KEY_BYTES) {
                return new PersonalKey(parts[0], bytes, random);
            }
        } catch (IllegalArgumentException e) {
            throw unusable(parts[0] + " is not 32 bytes in Base64", e);
        }
        throw unusable(parts[0] + " is not 32 bytes in Base64", null);
    }

    private IllegalStateException unusable(String why, @Nullable Throwable cause) {
        return new IllegalStateException("qipan.personal.keys-file: in " + file + " the key " + why, cause);
    }
}
