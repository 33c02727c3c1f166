package io.qipan.patrol.coverage.model;

import java.time.Duration;
import java.time.Instant;

/**
 * What a unit did for a feature in one slot and that satisfies its rule.
 *
 * @param from first moment at the feature
 * @param share of a line's length in the direction of the rule; else 0
 * @param revision the first of the grid that has the feature as it was measured
 */
public record Visit(Instant from, Instant until, Duration dwell, double share, long revision) {}
