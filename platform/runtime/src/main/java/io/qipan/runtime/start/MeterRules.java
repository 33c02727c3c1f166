package io.qipan.runtime.start;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Which meters of libraries are not taken. */
@Singleton
public class MeterRules {
    /**
     * The client of PostgreSQL has meters of each connection under one name. Counters and timers add up; of gauges the first
     * connection's counts and each other one is refused (Quarkus issue 47504), so that they tell nothing.
     */
    private static final Set<String> OF_THE_FIRST_CONNECTION = Set.of("postgresql.queue.size", "postgresql.current");

    @Produces
    @Singleton
    MeterFilter withoutGaugesOfOneConnection() {
        return MeterFilter.deny(id -> OF_THE_FIRST_CONNECTION.contains(id.getName()));
    }
}
