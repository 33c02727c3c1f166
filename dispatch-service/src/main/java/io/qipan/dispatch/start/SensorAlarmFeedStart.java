package io.qipan.dispatch.start;

import io.qipan.dispatch.peer.SensorAlarmFeed;
import io.qipan.runtime.start.Phase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Follows the alarms of patrol-service's sensors while the service runs. */
@Singleton
public class SensorAlarmFeedStart {
    private final SensorAlarmFeed feed;

    public SensorAlarmFeedStart(SensorAlarmFeed feed) {
        this.feed = feed;
    }

    void start(@Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event) {
        feed.start();
    }

    void stop(@Observes @Priority(Phase.AFTER_CALLS) ShutdownEvent event) {
        feed.stop();
    }
}
