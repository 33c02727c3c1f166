package io.qipan.patrol.duty;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** How often strength was missing, and reached again. */
@Singleton
public class DutyMeters {
    private final Counter checks;
    private final Counter found;
    private final Counter settled;

    public DutyMeters(MeterRegistry registry) {
        this.checks = registry.counter("qipan.duty.strength.checks");
        this.found = registry.counter("qipan.duty.shortfalls.found");
        this.settled = registry.counter("qipan.duty.shortfalls.settled");
    }

    void checked() {
        checks.increment();
    }

    void found() {
        found.increment();
    }

    void settled() {
        settled.increment();
    }
}
