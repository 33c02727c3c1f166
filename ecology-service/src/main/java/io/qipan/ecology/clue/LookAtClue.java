package io.qipan.ecology.clue;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.ClueState.Answered;
import io.qipan.ecology.clue.model.ClueState.Received;
import io.qipan.ecology.clue.model.ClueState.Triaged;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A term has ended and the clue still waits, or dispatch-service has turned it away and nobody has decided again: its owner is
 * reminded, now and again until it is done.
 */
@Singleton
public class LookAtClue implements DeadlineHandler {
    private final Clues clues;
    private final ClueRecords records;
    private final TermBook terms;
    private final Deadlines deadlines;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Duration again;

    public LookAtClue(
            Clues clues,
            ClueRecords records,
            TermBook terms,
            Deadlines deadlines,
            MeterRegistry meters,
            InstantSource clock,
            @ConfigProperty(name = "qipan.ecology.clue-remind-every") Duration again) {
        if (!again.isPositive()) {
            throw new IllegalArgumentException("qipan.ecology.clue-remind-every must be positive, it is " + again);
        }
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
        return ClueRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        ClueRecords.id(due.subject()).flatMap(clues::lock).map(terms::recounted).ifPresent(this::look);
    }

    private void look(Clue clue) {
        Instant now = Times.now(clock);
        switch (clue.state()) {
            case Received _ -> endOf("triage", clue.triage().dueAt(), clue, now);
            case Triaged _
            when clue.isTurnedAway() ->
                remind(clue, "incident", now, "Dispatch-service has refused to open an incident for it");
            case Triaged _ -> endOf("answer", clue.answer().dueAt(), clue, now);
            case Answered _ -> {}
        }
    }

    private void endOf(String term, Instant dueAt, Clue clue, Instant now) {
        if (dueAt.isAfter(now)) {
            // Set before the clue was decided on, or before the holidays were known.
            waitUntil(dueAt, clue);
        } else {
            remind(clue, term, now, "The " + term + " was due at " + dueAt);
        }
    }

    private void remind(Clue clue, String term, Instant now, String why) {
        Clue reminded = waitUntil(now.plus(again), clue);
        meters.counter("qipan.clue.overdue", "term", term).increment();
        records.note(reminded, "clue." + term + "_overdue", now, why + ": " + clue.owner() + " is reminded.");
    }

    private Clue waitUntil(Instant at, Clue clue) {
        Clue waiting = clue.lookedAtAgain(at);
        clues.save(waiting);
        deadlines.set(kind(), clue.name(), at);
        return waiting;
    }
}
