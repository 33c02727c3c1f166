package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;

/** Which revision somebody means. */
@Singleton
public class ChooseRevision {
    private final Grids grids;

    public ChooseRevision(Grids grids) {
        this.grids = grids;
    }

    /**
     * The number of a revision that exists, or 0 if the newest is asked for and there is none.
     *
     * @param asked 0: the newest
     */
    public long choose(long asked) {
        long newest = grids.newest();
        if (asked > newest) {
            throw Refusal.notFound(GridRevision.name(asked)).asException();
        }
        return asked == 0 ? newest : asked;
    }
}
