package io.qipan.ecology.clue;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What all do that look at a clue when a time of it has come: remind its owner, or wait for what is later by now. */
@Singleton
public class ClueReminder {
    private final Clues clues;
    private final ClueRecords records;
    private final TermBook terms;
    private final Deadlines deadlines;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Duration again;

    public ClueReminder(
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

    /**
     * Something of a clue that has its deadline.
     *
     * @param kind of the deadline
     * @param waiting the clue, looked at again at that time
     */
    record Watch(String kind, BiFunction<Clue, Instant, Clue> waiting) {}

    /** The clue of a deadline, locked and with its terms counted again. */
    Optional<Clue> locked(Due due) {
        return ClueRecords.id(due.subject()).flatMap(clues::lock).map(terms::recounted);
    }

    Instant now() {
        return Times.now(clock);
    }

    /** Its time is later: it was set before, or before the holidays were known. */
    void waitUntil(Instant at, Clue clue, Watch watch) {
        Clue ignored = waiting(at, clue, watch);
    }

    /**
     * Reminds the owner, and again later.
     *
     * @param term what was missed, in a word
     */
    void remind(Clue clue, Watch watch, String term, Instant now, String why) {
        Clue reminded = waiting(now.plus(again), clue, watch);
        meters.counter("qipan.clue.overdue", "term", term).increment();
        records.note(reminded, "clue." + term + "_overdue", now, why + ": " + clue.owner() + " is reminded.");
    }

    private Clue waiting(Instant at, Clue clue, Watch watch) {
        Clue waiting = watch.waiting().apply(clue, at);
        clues.save(waiting);
        deadlines.set(watch.kind(), clue.name(), at);
        return waiting;
    }
}
