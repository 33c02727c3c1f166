package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.Atlas;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The newest revision as this replica knows it, in memory. */
@Singleton
public class LiveGrid {
    private final UnitOfWork unitOfWork;
    private final Grids grids;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Atlas atlas = Atlas.of(Grid.empty());

    public LiveGrid(UnitOfWork unitOfWork, Grids grids) {
        this.unitOfWork = unitOfWork;
        this.grids = grids;
    }

    /** Never waits. */
    public Atlas atlas() {
        return atlas;
    }

    /** Takes over the newest revision, if it is another one. Costs one short query if not. */
    public void refresh() {
        refreshing.lock();
        try {
            // One snapshot, so that the features are those of the revision.
            unitOfWork
                    .read(() -> {
                        long newest = grids.newest();
                        return newest == atlas.revision() ? Optional.<Grid>empty() : Optional.of(grids.at(newest));
                    })
                    .ifPresent(grid -> atlas = Atlas.of(grid));
        } finally {
            refreshing.unlock();
        }
    }
}
