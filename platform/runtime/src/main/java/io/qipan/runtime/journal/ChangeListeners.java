package io.qipan.runtime.journal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who in this replica wants to know that something of a kind has changed. */
final class ChangeListeners {
    private final Map<String, List<Runnable>> byKind = new ConcurrentHashMap<>();

    void add(String kind, Runnable listener) {
        byKind.computeIfAbsent(kind, added -> new CopyOnWriteArrayList<>()).add(listener);
    }

    void tell(List<Sealed> changes) {
        if (byKind.isEmpty()) {
            return;
        }
        changes.stream()
                .map(Sealed::kind)
                .distinct()
                .forEach(kind -> byKind.getOrDefault(kind, List.of()).forEach(Runnable::run));
    }
}
