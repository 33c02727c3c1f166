package io.qipan.patrol.grid.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How one grid differs from another.
 *
 * @param changed as they are afterwards
 * @param removed as they were before
 */
public record GridChange(List<GridFeature> added, List<GridFeature> changed, List<GridFeature> removed) {

    public GridChange {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    public static GridChange between(Grid before, Grid after) {
        List<GridFeature> added = new ArrayList<>();
        List<GridFeature> changed = new ArrayList<>();
        for (GridFeature feature : after.features().values()) {
            before.find(feature.name())
                    .ifPresentOrElse(
                            earlier -> {
                                if (!earlier.saysTheSameAs(feature)) {
                                    changed.add(feature);
                                }
                            },
                            () -> added.add(feature));
        }
        List<GridFeature> removed = before.features().values().stream()
                .filter(feature -> after.find(feature.name()).isEmpty())
                .toList();
        return new GridChange(added, changed, removed);
    }

    /** What is left when features of these names stay as they are. */
    public GridChange without(Set<String> names) {
        return new GridChange(
                added,
                changed.stream()
                        .filter(feature -> !names.contains(feature.name()))
                        .toList(),
                removed.stream()
                        .filter(feature -> !names.contains(feature.name()))
                        .toList());
    }

    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
