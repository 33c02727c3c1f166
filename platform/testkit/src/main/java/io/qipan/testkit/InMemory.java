package io.qipan.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** State in memory that a {@link FakeUnitOfWork} puts back as it was when the work throws. */
@FunctionalInterface
public interface InMemory {

    /** Remembers the present state and returns what restores it. */
    Runnable remember();

    /** A map whose values are immutable. */
    static <K, V> InMemory of(Map<K, V> map) {
        return () -> {
            Map<K, V> before = new LinkedHashMap<>(map);
            return () -> {
                map.clear();
                map.putAll(before);
            };
        };
    }
}
