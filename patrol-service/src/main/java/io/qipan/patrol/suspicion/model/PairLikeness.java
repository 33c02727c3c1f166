package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Quarter;

/**
 * A quarter of a track that has timed pairs in common with another one, which is not later.
 *
 * @param otherUnit may be the same unit
 * @param otherLevel of the pairs that the other one kept
 */
public record PairLikeness(Quarter quarter, String otherUnit, Quarter otherQuarter, int common, int otherLevel) {}
