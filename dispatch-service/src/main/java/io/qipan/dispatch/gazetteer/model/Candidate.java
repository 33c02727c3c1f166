package io.qipan.dispatch.gazetteer.model;

import io.qipan.runtime.place.Location.Source;
import io.qipan.runtime.place.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A place that may be meant; see {@code qipan.dispatch.v1.PlaceCandidate}.
 *
 * @param shape empty if only a name is known
 * @param uncertaintyM radius in metres around the shape
 */
public record Candidate(
        Basis basis,
        double score,
        List<Entry> entries,
        String explanation,
        String text,
        Optional<Shape> shape,
        double uncertaintyM,
        Source source) {

    /** Why it is one. */
    public enum Basis {
        NAME,
        KILOMETRE,
        JUNCTION,
        CALLER_NUMBER,
        HANDSET
    }

    public Candidate {
        entries = List.copyOf(entries);
    }
}
