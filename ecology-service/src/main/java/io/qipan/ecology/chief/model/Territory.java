package io.qipan.ecology.chief.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All jurisdictions of one revision, by name. */
public record Territory(NavigableMap<String, Jurisdiction> jurisdictions) {

    /**
     * How one differs from the one before.
     *
     * @param changed as they are afterwards
     * @param removed as they were before
     */
    public record Change(List<Jurisdiction> added, List<Jurisdiction> changed, List<Jurisdiction> removed) {

        public Change {
            added = List.copyOf(added);
            changed = List.copyOf(changed);
            removed = List.copyOf(removed);
        }

        public boolean isEmpty() {
            return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
        }
    }

    public Territory {
        jurisdictions = Collections.unmodifiableNavigableMap(new TreeMap<>(jurisdictions));
    }

    public static Territory of(Collection<Jurisdiction> jurisdictions) {
        NavigableMap<String, Jurisdiction> byName = new TreeMap<>();
        jurisdictions.forEach(jurisdiction -> byName.put(jurisdiction.name(), jurisdiction));
        return new Territory(byName);
    }

    public Optional<Jurisdiction> find(String name) {
        return Optional.ofNullable(jurisdictions.get(name));
    }

    /** What has to change so that these layers hold nothing but these; of two with the same name the first counts. */
    Change replacing(Set<Layer> layers, Collection<Jurisdiction> by) {
        NavigableMap<String, Jurisdiction> next = new TreeMap<>();
        by.forEach(jurisdiction -> next.putIfAbsent(jurisdiction.name(), jurisdiction));
        List<Jurisdiction> added = new ArrayList<>();
        List<Jurisdiction> changed = new ArrayList<>();
        for (Jurisdiction jurisdiction : next.values()) {
            Optional<Jurisdiction> before = find(jurisdiction.name());
            if (before.isEmpty()) {
                added.add(jurisdiction);
            } else if (!before.get().saysTheSameAs(jurisdiction)) {
                changed.add(jurisdiction);
            }
        }
        List<Jurisdiction> removed = jurisdictions.values().stream()
                .filter(jurisdiction -> layers.contains(jurisdiction.layer()) && !next.containsKey(jurisdiction.name()))
                .toList();
        return new Change(added, changed, removed);
    }
}
