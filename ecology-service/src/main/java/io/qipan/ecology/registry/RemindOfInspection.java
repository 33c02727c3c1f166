package io.qipan.ecology.registry;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.registry.model.RiskBook;
import io.qipan.ecology.registry.model.Subject;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * An inspection is due: counts the risk anew, tells so in the journal, and again every week until somebody has looked or the
 * subject has ended.
 */
@Singleton
public class RemindOfInspection implements DeadlineHandler {
    private static final Duration AGAIN = Duration.ofDays(7);

    private final Subjects subjects;
    private final SubjectRecords records;
    private final Tallies tallies;
    private final RiskBook book;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public RemindOfInspection(
            Subjects subjects,
            SubjectRecords records,
            Tallies tallies,
            RiskBook book,
            InstantSource clock,
            MeterRegistry meters) {
        this.subjects = subjects;
        this.records = records;
        this.tallies = tallies;
        this.book = book;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return SubjectRecords.DUE;
    }

    @Override
    public void handle(Due due) {
        Instant now = Times.now(clock);
        subjects.lock(due.subject())
                .filter(found -> !found.entry().endedAt(now))
                .map(found -> found.assessed(tallies.tally(found.name(), now), now, book))
                .ifPresent(found -> remind(found, now));
    }

    private void remind(Subject found, Instant now) {
        records.changed(found, "subject.assessed", now, "");
        if (found.nextDueAt().filter(at -> !at.isAfter(now)).isPresent()) {
            records.reminded(found, now, now.plus(AGAIN));
            meters.counter(
                            "qipan.registry.inspections.due",
                            "kind",
                            found.entry().kind().code())
                    .increment();
        }
    }
}
