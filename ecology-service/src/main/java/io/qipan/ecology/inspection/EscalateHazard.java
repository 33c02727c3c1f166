package io.qipan.ecology.inspection;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of a hazard has passed: it goes up, and again every week until somebody takes a step. */
@Singleton
public class EscalateHazard implements DeadlineHandler {
    private static final Duration AGAIN = Duration.ofDays(7);

    private final Hazards hazards;
    private final HazardRecords records;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public EscalateHazard(Hazards hazards, HazardRecords records, InstantSource clock, MeterRegistry meters) {
        this.hazards = hazards;
        this.records = records;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return HazardRecords.DUE;
    }

    @Override
    public void handle(Due due) {
        Instant now = Times.now(clock);
        HazardMessages.id(due.subject())
                .flatMap(hazards::lock)
                .filter(found -> found.state().waitsUntil().isPresent())
                .ifPresent(found -> escalate(found, now));
    }

    private void escalate(Hazard found, Instant now) {
        records.escalated(found.escalated(now).orRefuse(), now, now.plus(AGAIN));
        meters.counter(
                        "qipan.inspection.hazards.overdue",
                        "state",
                        found.state().code())
                .increment();
    }
}
