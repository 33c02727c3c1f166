package io.qipan.patrol.traccar;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who tries keys. A key cannot be guessed; this is so that trying does not keep the database busy. Telephones whose
 * key was right before go on, even behind the same address as the one that tries.
 */
@Singleton
public class WrongKeys {
    /** In a minute, from one address. */
    static final int MOST = 30;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED = 20_000;

    private record Count(Instant since, int wrong) {}

    private final InstantSource clock;
    private final Map<String, Count> byAddress = bounded();
    private final Map<String, Boolean> right = bounded();

    public WrongKeys(InstantSource clock) {
        this.clock = clock;
    }

    /** Forgets what was not used for longest. */
    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    /** @param identity of device and key, not the key itself */
    synchronized boolean mayTry(String address, String identity) {
        return right.containsKey(identity) || current(address).wrong() < MOST;
    }

    synchronized void wrong(String address, String identity) {
        right.remove(identity);
        Count count = current(address);
        byAddress.put(address, new Count(count.since(), count.wrong() + 1));
    }

    synchronized void right(String identity) {
        right.put(identity, true);
    }

    private Count current(String address) {
        Instant now = clock.instant();
        Count count = byAddress.get(address);
        return count == null || count.since().plus(WINDOW).isBefore(now) ? new Count(now, 0) : count;
    }
}
