package io.qipan.patrol.start;

import io.qipan.patrol.grid.LiveGrid;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.Follower;
import io.qipan.runtime.start.Phase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has the grid in memory before the first request, and keeps it up with revisions that other replicas make. */
@Singleton
public class GridFollower {
    private final Follower follower;

    public GridFollower(LiveGrid liveGrid, Feed feed) {
        this.follower = new Follower("grid", feed, "gridRevisions", liveGrid::refresh);
    }

    /** Before the runtime opens the doors, which it does at the usual priority. */
    void start(@Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event) {
        follower.start();
    }

    void stop(@Observes @Priority(Phase.AFTER_CALLS) ShutdownEvent event) {
        follower.stop();
    }
}
