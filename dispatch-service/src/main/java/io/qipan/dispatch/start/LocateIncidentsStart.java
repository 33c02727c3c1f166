package io.qipan.dispatch.start;

import io.qipan.dispatch.zone.LocateIncidents;
import io.qipan.runtime.start.Phase;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has the zones of incidents looked up from the start on; nothing waits for them. */
@Singleton
class LocateIncidentsStart {
    private final LocateIncidents locate;

    LocateIncidentsStart(LocateIncidents locate) {
        this.locate = locate;
    }

    void start(@Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event) {
        locate.begin();
    }
}
