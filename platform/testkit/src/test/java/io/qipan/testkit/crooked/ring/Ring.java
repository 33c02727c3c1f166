package io.qipan.testkit.crooked.ring;

import io.qipan.testkit.crooked.grid.PostgresGrids;

/** The other half of the circle. */
public final class Ring {

    PostgresGrids grids() {
        return new PostgresGrids();
    }
}
