package io.qipan.patrol.start;

import io.qipan.patrol.coverage.CoverageWorker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has coverage measured while the service runs. */
@Singleton
public class CoverageLifecycle {
    private final CoverageWorker worker;

    public CoverageLifecycle(CoverageWorker worker) {
        this.worker = worker;
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        worker.close();
    }
}
