package io.qipan.dispatch.pattern.model;

/**
 * What came out for a type.
 *
 * @param tested no if it had too few incidents, or all in one cell or on one day
 * @param pValue of the most unusual cylinder
 * @param threshold up to which p-value hotspots were declared, 0 if none could be
 * @param hotspots how many were declared
 */
public record TypeFinding(
        String type, int incidents, int cells, boolean tested, double pValue, double threshold, int hotspots) {}
