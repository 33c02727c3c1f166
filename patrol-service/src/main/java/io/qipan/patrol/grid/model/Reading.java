package io.qipan.patrol.grid.model;

import io.qipan.runtime.place.MapDatum;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;

/**
 * What was read from a document.
 *
 * @param kinds those it is about
 * @param incomplete kinds of which some features could not be read
 * @param drawn around all positions as they stand there, whether or not they are on Earth
 */
public record Reading(
        MapDatum datum,
        Set<FeatureKind> kinds,
        List<Draft> drafts,
        Set<FeatureKind> incomplete,
        Envelope drawn,
        List<Finding> findings) {

    public Reading {
        kinds = Set.copyOf(kinds);
        drafts = List.copyOf(drafts);
        incomplete = Set.copyOf(incomplete);
        findings = List.copyOf(findings);
    }
}
