package io.qipan.testkit.crooked.grid;

import io.qipan.testkit.crooked.ring.Ring;

/** An adapter that everybody sees, in a feature that goes round in a circle. */
public final class PostgresGrids {

    Ring ring() {
        return new Ring();
    }
}
