package io.qipan.patrol.grid.model;

import java.util.Optional;

/**
 * A feature as one revision, or several in a row, had it.
 *
 * @param validTo the first revision that does not have it like this any more; empty while it is valid
 */
public record FeatureVersion(GridFeature feature, long validFrom, Optional<Long> validTo) {

    public boolean isOf(long revision) {
        return validFrom <= revision && validTo.map(end -> revision < end).orElse(true);
    }
}
