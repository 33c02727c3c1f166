package io.qipan.patrol.grid.model;

import io.qipan.runtime.place.MapDatum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The grid as an import would make it, for the rules that look at more than one feature.
 *
 * @param drafts those whose geometry is sound
 * @param incomplete kinds of which some features could not be used: what is missing of them must not be told as well
 */
record Proposal(Grid present, MapDatum datum, Set<FeatureKind> kinds, List<Draft> drafts, Set<FeatureKind> incomplete) {

    Proposal {
        kinds = Set.copyOf(kinds);
        drafts = List.copyOf(drafts);
        incomplete = Set.copyOf(incomplete);
    }

    Grid next() {
        return present.replacing(kinds, drafts.stream().map(Draft::feature).toList());
    }

    /** Where features stand in the document, by name. */
    Map<String, Integer> indices() {
        Map<String, Integer> indices = new HashMap<>();
        drafts.forEach(draft -> indices.putIfAbsent(draft.feature().name(), draft.index()));
        return indices;
    }

    /** The kinds whose parents or siblings may be others than before. */
    Set<FeatureKind> touched() {
        return Arrays.stream(FeatureKind.values())
                .filter(kind -> kinds.contains(kind)
                        || kind.parent().filter(kinds::contains).isPresent())
                .collect(Collectors.toSet());
    }
}
