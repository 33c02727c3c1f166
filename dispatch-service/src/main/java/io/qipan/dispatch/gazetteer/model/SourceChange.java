package io.qipan.dispatch.gazetteer.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What makes the present places of a source into the wanted ones. */
public record SourceChange(List<Place> added, List<Place> changed, List<String> removed) {
    public SourceChange {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    public static SourceChange between(List<Place> present, List<Place> wanted) {
        Map<String, Place> left = new HashMap<>();
        present.forEach(place -> left.put(place.code(), place));
        List<Place> added = new ArrayList<>();
        List<Place> changed = new ArrayList<>();
        for (Place place : wanted) {
            Place before = left.remove(place.code());
            if (before == null) {
                added.add(place);
            } else if (!before.equals(place)) {
                changed.add(place);
            }
        }
        return new SourceChange(added, changed, left.keySet().stream().sorted().toList());
    }

    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
