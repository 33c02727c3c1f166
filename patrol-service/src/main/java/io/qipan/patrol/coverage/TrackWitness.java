package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.model.Going;
import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.position.model.Fix;
import java.util.List;

/** Somebody else who looks at the same fixes while they are in memory. */
public interface TrackWitness {

    /**
     * Takes a unit's fixes of these quarters in place of what it took of them before.
     *
     * @param fixes in order; all of these quarters, and some before and after
     */
    void measured(String unit, Quarter.Run quarters, List<Fix> fixes, Going going);
}
