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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of personal data. They stand in a file, a name and 32 bytes in Base64 on each line, in the order of their names, such as
 * {@code 2026-11}; the last one locks what comes. A key that is taken out of the file takes all that it locked with it, in the
 * database, in its backups and replicas.
 */
public final class PersonalKeys {
    private static final Logger LOG = Logger.getLogger(PersonalKeys.class);
    private static final int KEY_BYTES = 32;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private final Counter unreadable;
    private volatile PersonalKey newest;

    /** Refuses a file without a key, so that nothing is ever stored in the open. */
    public PersonalKeys(Path file, MeterRegistry meters) {
        this.file = file;
        this.unreadable = meters.counter("qipan.personal.keys.unreadable");
        this.newest = read().lastEntry().getValue();
    }

    /** Locks what comes. While the file cannot be read it is the one that was the newest before: a spoiled file stops no work. */
    public PersonalKey newest() {
        try {
            newest = read().lastEntry().getValue();
        } catch (RuntimeException e) {
            unreadable.increment();
            LOG.errorf("Locking on with the key %s: %s", newest.name(), e.getMessage());
        }
        return newest;
    }

    /**
     * The text; empty when its key was thrown away. Refuses DEPENDENCY_UNAVAILABLE while its key is newer than all that are here:
     * another replica has got it first. Fails on what was changed, or belongs to another, and while the file cannot be read.
     */
    public Optional<String> open(Locked locked, String owner) {
        return named(locked.keyId(), owner).map(key -> key.open(locked, owner));
    }

    /** Locks what has to go together with what it has locked. Empty, refuses and fails as opening does. */
    public Optional<PersonalKey> named(String name, String owner) {
        NavigableMap<String, PersonalKey> keys = read();
        if (keys.lastKey().compareTo(name) < 0) {
            throw Refusal.of(
                            Reason.DEPENDENCY_UNAVAILABLE,
                            "The key " + name + " of " + owner + " has not come to this replica yet. Try again.")
                    .with("dependency", "personal keys")
                    .retryAfter(SOON)
                    .asException();
        }
        return Optional.ofNullable(keys.get(name));
    }

    /** Each time, so that a key counts as soon as it is there and never after it is gone. It is a few lines. */
    private NavigableMap<String, PersonalKey> read() {
        NavigableMap<String, PersonalKey> keys = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    PersonalKey key = key(line.strip().split("\\s+", -1));
                    if (!keys.isEmpty() && keys.lastKey().compareTo(key.name()) >= 0) {
                        throw unusable(key.name() + " does not come after " + keys.lastKey() + " by its name", null);
                    }
                    keys.put(key.name(), key);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("qipan.personal.keys-file: " + file + " cannot be read", e);
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("qipan.personal.keys-file: " + file + " has no key");
        }
        return keys;
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
