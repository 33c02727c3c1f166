package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.id.model.IncidentId;

/**
 * A past case that has words in common.
 *
 * @param likeness cosine of the weighed words, 0 to 1
 */
public record SimilarCase(IncidentId incident, double likeness) {}
