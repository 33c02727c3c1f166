package io.qipan.ecology.inspection;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.ecology.inspection.model.HazardClocks;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of a hazard has passed: it goes up. Somebody has to look at one that was to be put right; if nobody does in time, it
 * goes up again, and then every week until somebody takes a step.
 */
@Singleton
public class EscalateHazard implements DeadlineHandler {
    private final Hazards hazards;
    private final HazardRecords records;
    private final HazardClocks clocks;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public EscalateHazard(
            Hazards hazards, HazardRecords records, ClockBook book, InstantSource clock, MeterRegistry meters) {
        this.hazards = hazards;
        this.records = records;
        this.clocks = new ClocksOfBook(book);
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
                .ifPresent(found -> look(found, found.recounted(clocks), now));
    }

    private void look(Hazard found, Hazard counted, Instant now) {
        boolean moved = !counted.equals(found);
        if (moved && counted.state().goesUpAt().filter(at -> at.isAfter(now)).isPresent()) {
            // The calendar of a year that was unknown when it was counted is known now.
            records.recounted(counted.moved(), now);
        } else {
            escalate(counted, now);
        }
    }

    private void escalate(Hazard found, Instant now) {
        Hazard escalated = found.escalated(now, clocks).orRefuse();
        Instant next = found.freshlyOverdue(now)
                .flatMap(_ -> escalated.state().goesUpAt())
                .filter(at -> at.isAfter(now))
                .orElseGet(() -> now.plus(HazardRecords.AGAIN));
        records.escalated(escalated, now, next);
        meters.counter(
                        "qipan.inspection.hazards.overdue",
                        "state",
                        found.state().code())
                .increment();
    }
}
