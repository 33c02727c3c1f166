package io.qipan.dispatch.missingperson.model;

import java.time.Instant;

/**
 * What one searcher says of having gone through a sector.
 *
 * @param searcher {@code units/{id}} or {@code agencies/{code}}
 * @param share of the ground, 0 to 1
 * @param within by how much the share may be off either way
 */
public record SectorPass(
        String searcher,
        Instant from,
        Instant until,
        double share,
        double within,
        String how,
        String reportedBy,
        Instant reportedAt) {

    double least() {
        return Math.max(0, share - within);
    }

    double most() {
        return Math.min(1, share + within);
    }
}
