package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Quarter;

/**
 * A quarter of a track that has prints in common with another one, which is not later.
 *
 * @param otherUnit may be the same unit
 */
public record Likeness(Quarter quarter, String otherUnit, Quarter otherQuarter, int common) {}
