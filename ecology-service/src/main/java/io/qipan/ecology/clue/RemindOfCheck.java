package io.qipan.ecology.clue;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.SiteCheck;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A tip about fire safety was not checked on the spot in time: its owner is reminded, now and again until it is. */
@Singleton
public class RemindOfCheck implements DeadlineHandler {
    private final Clues clues;
    private final ClueRecords records;
    private final TermBook terms;
    private final Deadlines deadlines;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Duration again;

    public RemindOfCheck(
            Clues clues,
            ClueRecords records,
            TermBook terms,
            Deadlines deadlines,
            MeterRegistry meters,
            InstantSource clock,
            @ConfigProperty(name = "qipan.ecology.clue-remind-every") Duration again) {
        this.clues = clues;
        this.records = records;
        this.terms = terms;
        this.deadlines = deadlines;
        this.meters = meters;
        this.clock = clock;
        this.again = again;
    }

    @Override
    public String kind() {
        return ClueRecords.CHECK;
    }

    @Override
    public void handle(Due due) {
        ClueRecords.id(due.subject())
                .flatMap(clues::lock)
                .map(terms::recounted)
                .ifPresent(clue -> clue.check().filter(SiteCheck::isOwed).ifPresent(check -> look(clue, check)));
    }

    private void look(Clue clue, SiteCheck check) {
        Instant now = Times.now(clock);
        Instant dueAt = check.term().dueAt();
        if (!now.isAfter(dueAt)) {
            // Set before the holidays were known, or at the last instant that is in time.
            Clue ignored = waitUntil(dueAt.plusMillis(1), clue);
            return;
        }
        Clue reminded = waitUntil(now.plus(again), clue);
        meters.counter("qipan.clue.overdue", "term", "check").increment();
        records.note(
                reminded,
                "clue.check_overdue",
                now,
                "The check on the spot was due at " + dueAt + " ("
                        + check.term().basis() + "): " + clue.owner() + " is reminded.");
    }

    private Clue waitUntil(Instant at, Clue clue) {
        Clue waiting = clue.checkRemindedAt(at);
        clues.save(waiting);
        deadlines.set(kind(), clue.name(), at);
        return waiting;
    }
}
