package io.qipan.ecology.start;

import io.qipan.ecology.chief.LiveChiefs;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.Follower;
import io.qipan.runtime.start.Phase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has jurisdictions and appointments in memory before the first request, and keeps them up with other replicas. */
@Singleton
public class ChiefsFollower {
    private final Follower jurisdictions;
    private final Follower appointments;

    public ChiefsFollower(LiveChiefs liveChiefs, Feed feed) {
        this.jurisdictions = new Follower("jurisdictions", feed, "jurisdictionRevisions", liveChiefs::refresh);
        this.appointments = new Follower("appointments", feed, "appointments", liveChiefs::refresh);
    }

    /** Before the runtime opens the doors, which it does at the usual priority. */
    void start(@Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event) {
        jurisdictions.start();
        appointments.start();
    }

    void stop(@Observes @Priority(Phase.AFTER_CALLS) ShutdownEvent event) {
        jurisdictions.stop();
        appointments.stop();
    }
}
