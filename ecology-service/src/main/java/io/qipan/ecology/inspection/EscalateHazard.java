package io.qipan.ecology.inspection;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The time of a hazard has passed: it goes up. Somebody has to look at one that was to be put right; if nobody does in time, it
 * goes up again, and then every week until somebody takes a step.
 */
@Singleton
public class EscalateHazard implements DeadlineHandler {
    private static final Duration AGAIN = Duration.ofDays(7);

    private final Hazards hazards;
    private final HazardRecords records;
    private final ClockBook book;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public EscalateHazard(
            Hazards hazards, HazardRecords records, ClockBook book, InstantSource clock, MeterRegistry meters) {
        this.hazards = hazards;
        this.records = records;
        this.book = book;
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
        Optional<Instant> passed = found.freshlyOverdue(now);
        Instant next =
                passed.map(at -> book.due(ClockKind.HAZARD_RECHECK, at).at()).orElseGet(() -> now.plus(AGAIN));
        records.escalated(found.escalated(now, next).orRefuse(), now, next);
        meters.counter(
                        "qipan.inspection.hazards.overdue",
                        "state",
                        found.state().code())
                .increment();
    }
}
