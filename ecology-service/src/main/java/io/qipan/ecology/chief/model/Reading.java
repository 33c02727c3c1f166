package io.qipan.ecology.chief.model;

import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;

/**
 * What was read from a document.
 *
 * @param layers those it is about
 * @param drawn around all positions as they stand there
 */
public record Reading(Set<Layer> layers, List<Draft> drafts, Envelope drawn, List<Finding> findings) {

    public Reading {
        layers = Set.copyOf(layers);
        drafts = List.copyOf(drafts);
        findings = List.copyOf(findings);
    }
}
