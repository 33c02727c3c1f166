package io.qipan.runtime.limit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what is under way, for each who has something under way: as many entries as places are taken, at most. */
public final class Places {

    /**
     * A place among those that somebody may take at a time.
     *
     * @param key tells them from all others
     * @param most how many there are
     */
    public record Claim(String key, int most) {

        public static Claim of(Share share, int most) {
            return new Claim(share.key(), most);
        }
    }

    private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();

    /** Takes a place of each, or none; then it tells the one of which there is none left. */
    public Optional<Claim> take(List<Claim> claims) {
        for (int i = 0; i < claims.size(); i++) {
            if (!take(claims.get(i))) {
                free(claims.subList(0, i));
                return Optional.of(claims.get(i));
            }
        }
        return Optional.empty();
    }

    private boolean take(Claim claim) {
        int now = taken.merge(claim.key(), 1, Integer::sum);
        if (now > claim.most()) {
            free(List.of(claim));
            return false;
        }
        return true;
    }

    public void free(List<Claim> claims) {
        claims.forEach(claim -> taken.computeIfPresent(claim.key(), (key, count) -> count == 1 ? null : count - 1));
    }

    public int taken(String key) {
        return taken.getOrDefault(key, 0);
    }

    /** How many different ones hold a place. */
    int holders() {
        return taken.size();
    }
}
