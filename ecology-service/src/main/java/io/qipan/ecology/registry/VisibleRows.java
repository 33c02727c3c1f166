package io.qipan.ecology.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lists for callers who do not see every row: reads on until there are enough that they see, so that neither a page nor the token
 * of the next one tells of the others. Ends with the table.
 */
public final class VisibleRows {
    private static final int CHUNK = 1_000;

    private VisibleRows() {}

    /** Reads so many rows behind a key. */
    @FunctionalInterface
    public interface Source<T, K> {
        List<T> read(Optional<K> after, int most);
    }

    /** The first rows that are seen, so many at most. */
    public static <T, K> List<T> first(
            int most, Optional<K> after, Source<T, K> source, Function<T, K> key, Predicate<T> seen) {
        List<T> found = new ArrayList<>();
        Optional<K> from = after;
        int chunk = most;
        while (true) {
            List<T> rows = source.read(from, chunk);
            rows.stream().filter(seen).limit(most - (long) found.size()).forEach(found::add);
            if (rows.size() < chunk || found.size() == most) {
                return found;
            }
            from = Optional.of(key.apply(rows.getLast()));
            chunk = CHUNK;
        }
    }
}
