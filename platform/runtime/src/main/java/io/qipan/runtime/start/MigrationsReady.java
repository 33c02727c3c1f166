package io.qipan.runtime.start;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Whether the database has the tables that this version of the service works with. */
@Readiness
@Singleton
public class MigrationsReady implements HealthCheck {
    private static final String NAME = "Database migrations";

    private final Flyway flyway;
    /** What is done stays done, and need not be asked again every few seconds. */
    private volatile boolean done;

    public MigrationsReady(Flyway flyway) {
        this.flyway = flyway;
    }

    @Override
    public HealthCheckResponse call() {
        if (done) {
            return HealthCheckResponse.up(NAME);
        }
        try {
            int pending = flyway.info().pending().length;
            done = pending == 0;
            return HealthCheckResponse.named(NAME)
                    .status(done)
                    .withData("pending", pending)
                    .build();
        } catch (FlywayException e) {
            return HealthCheckResponse.named(NAME)
                    .down()
                    .withData("error", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
