package io.qipan.patrol.traccar;

import io.qipan.patrol.device.model.KeyHash;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Keeps who tries keys from keeping the database busy. A key cannot be guessed, so nobody is locked out: strangers are looked up a
 * few at a time, and telephones whose key was right before need not share that with them. Addresses are not looked at, for all
 * telephones may come from the one of a proxy.
 */
@Singleton
public class KnownKeys {
    /** A look-up takes about a millisecond. */
    static final int STRANGERS_AT_ONCE = 4;

    private static final int REMEMBERED = 20_000;

    private final Semaphore strangers = new Semaphore(STRANGERS_AT_ONCE);
    private final Map<KeyHash, Boolean> right = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        /** Forgets what was not used for longest. */
        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyHash, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Empty if as many strangers are being looked up as may be. */
    <T> Optional<T> lookUp(KeyHash key, Supplier<T> search) {
        if (isKnown(key)) {
            return Optional.of(search.get());
        }
        if (!strangers.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(search.get());
        } finally {
            strangers.release();
        }
    }

    private boolean isKnown(KeyHash key) {
        synchronized (right) {
            return right.containsKey(key);
        }
    }

    void right(KeyHash key) {
        synchronized (right) {
            right.put(key, true);
        }
    }

    void wrong(KeyHash key) {
        synchronized (right) {
            right.remove(key);
        }
    }
}
