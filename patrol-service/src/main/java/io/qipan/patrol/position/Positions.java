package io.qipan.patrol.position;

import io.qipan.patrol.position.model.Position;

/** Every position that was reported, and the last known of each unit. */
public interface Positions {

    /** What became of a report. */
    enum Kept {
        /** It is the last known position now. */
        AS_LATEST,
        /** A newer fix is known; this one is history. */
        AS_HISTORY,
        /** Not kept: there is no such unit. */
        UNIT_UNKNOWN
    }

    /**
     * Keeps a position as it was reported. One that {@linkplain Position#asOf is older} never replaces a newer one; of two
     * equally old, the later report counts.
     */
    Kept keep(String unit, Position position);
}
