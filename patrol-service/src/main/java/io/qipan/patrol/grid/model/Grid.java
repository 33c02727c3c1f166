package io.qipan.patrol.grid.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All features of one revision, by name. Revision 0 is the empty grid before the first import. */
public record Grid(long revision, NavigableMap<String, GridFeature> features) {

    public Grid {
        features = Collections.unmodifiableNavigableMap(new TreeMap<>(features));
    }

    public static Grid of(long revision, Collection<GridFeature> features) {
        NavigableMap<String, GridFeature> byName = new TreeMap<>();
        features.forEach(feature -> byName.put(feature.name(), feature));
        return new Grid(revision, byName);
    }

    public static Grid empty() {
        return of(0, List.of());
    }

    public Optional<GridFeature> find(String name) {
        return Optional.ofNullable(features.get(name));
    }

    /** By code. */
    public List<GridFeature> ofKind(FeatureKind kind) {
        return features.values().stream()
                .filter(feature -> feature.kind() == kind)
                .toList();
    }

    public Stream<GridFeature> childrenOf(GridFeature parent) {
        return features.values().stream()
                .filter(feature ->
                        feature.parentName().filter(parent.name()::equals).isPresent());
    }

    /** The grid with all features of these kinds replaced; of two with the same name the first counts. */
    public Grid replacing(Set<FeatureKind> kinds, Collection<GridFeature> by) {
        NavigableMap<String, GridFeature> next = new TreeMap<>(features);
        next.values().removeIf(feature -> kinds.contains(feature.kind()));
        by.forEach(feature -> next.putIfAbsent(feature.name(), feature));
        return new Grid(revision, next);
    }
}
