package io.qipan.runtime.start;

import jakarta.inject.Singleton;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
    /**
     * One probe at a time: each look takes two connections of a pool that has two, so two looks would wait for each other;
     * and while the database is away they would pile up.
     */
    private final ReentrantLock looking = new ReentrantLock();

    /** @param migratesAtStart whether the service has migrated before it came up, or else has not come up */
    public MigrationsReady(
            Flyway flyway, @ConfigProperty(name = "quarkus.flyway.migrate-at-start") boolean migratesAtStart) {
        this.flyway = flyway;
        this.done = migratesAtStart;
    }

    @Override
    public HealthCheckResponse call() {
        if (done) {
            return HealthCheckResponse.up(NAME);
        }
        if (!looking.tryLock()) {
            return HealthCheckResponse.named(NAME)
                    .down()
                    .withData("pending", "another probe is still looking")
                    .build();
        }
        try {
            return look();
        } finally {
            looking.unlock();
        }
    }

    private HealthCheckResponse look() {
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
