package io.qipan.dispatch.start;

import io.qipan.dispatch.classification.LearnFromIncidents;
import io.qipan.dispatch.classification.LiveModel;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.Follower;
import io.qipan.runtime.start.Phase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Learns from confirmed incidents beside the requests. Nothing waits for it: until it has learned, nothing is suggested.
 */
@Singleton
class ClassificationFollower {
    private final LearnFromIncidents learning;
    private final Follower follower;

    ClassificationFollower(LearnFromIncidents learning, LiveModel model, Feed feed) {
        this.learning = learning;
        this.follower = new Follower("classification model", feed, "classificationModels", model::refresh);
    }

    /** Before the runtime opens the doors, which it does at the usual priority. */
    void start(@Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event) {
        learning.begin();
        follower.startLater();
    }

    void stop(@Observes @Priority(Phase.AFTER_CALLS) ShutdownEvent event) {
        follower.stop();
    }
}
