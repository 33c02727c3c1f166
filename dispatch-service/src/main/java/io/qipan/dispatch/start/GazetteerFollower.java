package io.qipan.dispatch.start;

import io.qipan.dispatch.gazetteer.LiveGazetteer;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.Follower;
import io.qipan.runtime.start.Phase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has the gazetteer in memory before the first request, and keeps it up with revisions that other replicas make. */
@Singleton
class GazetteerFollower {
    private final Follower follower;

    GazetteerFollower(LiveGazetteer gazetteer, Feed feed) {
        this.follower = new Follower("gazetteer", feed, "gazetteerRevisions", gazetteer::refresh);
    }

    /** Before the runtime opens the doors, which it does at the usual priority. */
    void start(@Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event) {
        follower.start();
    }

    void stop(@Observes @Priority(Phase.AFTER_CALLS) ShutdownEvent event) {
        follower.stop();
    }
}
