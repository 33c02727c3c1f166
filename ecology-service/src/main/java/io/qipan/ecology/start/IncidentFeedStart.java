package io.qipan.ecology.start;

import io.qipan.ecology.peer.IncidentFeed;
import io.qipan.runtime.start.Phase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Follows the incidents of dispatch-service while the service runs. */
@Singleton
public class IncidentFeedStart {
    private final IncidentFeed feed;

    public IncidentFeedStart(IncidentFeed feed) {
        this.feed = feed;
    }

    void start(@Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event) {
        feed.start();
    }

    void stop(@Observes @Priority(Phase.AFTER_CALLS) ShutdownEvent event) {
        feed.stop();
    }
}
