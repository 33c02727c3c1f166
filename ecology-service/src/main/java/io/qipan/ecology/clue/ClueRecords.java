package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.clue.model.Receipt;
import io.qipan.ecology.clue.model.SiteCheck;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Stores a clue, tells the journal and keeps its deadlines, always all three. */
@Singleton
public class ClueRecords {
    /** Deadline of a clue that is not answered. */
    static final String LOOK = "clue.look";
    /** Deadline of a clue that dispatch-service has to be told of. */
    static final String INCIDENT = "clue.incident";
    /** Deadline of a clue that has to be checked on the spot. */
    static final String CHECK = "clue.check";

    private final Clues clues;
    private final Journal journal;
    private final Deadlines deadlines;
    private final ContactRetention retention;

    public ClueRecords(Clues clues, Journal journal, Deadlines deadlines, ContactRetention retention) {
        this.clues = clues;
        this.journal = journal;
        this.deadlines = deadlines;
        this.retention = retention;
    }

    /** The clue as it is. Refuses NOT_FOUND. */
    public Clue get(String name) {
        return id(name).flatMap(clues::find)
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }

    /** The clue, locked. Refuses NOT_FOUND. */
    public Clue lock(String name) {
        return id(name).flatMap(clues::lock)
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }

    /** The id in {@code clues/{uuid}}; empty if there can be no such clue. */
    public static Optional<UUID> id(String name) {
        try {
            UUID id = UUID.fromString(name.substring(Clue.KIND.length()));
            return Optional.of(id).filter(found -> name.equals(Clue.KIND + found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public void add(Clue received, Optional<Receipt> receipt) {
        clues.add(received, receipt);
        tell(received, "clue.received", received.report().occurredAt(), received.receivedAt(), "");
    }

    /** Stores the next state of a locked clue. */
    public Clue change(Clue next, String action, Instant now, String reason) {
        return change(next, action, now, now, reason);
    }

    /** Stores the next state of a locked clue, which comes from something that occurred before. */
    public Clue change(Clue next, String action, Instant occurredAt, Instant now, String reason) {
        clues.save(next);
        tell(next, action, occurredAt, now, reason);
        return next;
    }

    /** Tells what happened around a locked clue that stays as it is. */
    public void note(Clue clue, String action, Instant at, String reason) {
        journal.append(clue.name(), action, at, reason, ClueMessages.message(clue, at));
    }

    private void tell(Clue clue, String action, Instant occurredAt, Instant now, String reason) {
        journal.append(clue.name(), action, occurredAt, reason, ClueMessages.message(clue, now));
        clue.nextLookAt()
                .ifPresentOrElse(at -> deadlines.set(LOOK, clue.name(), at), () -> deadlines.lift(LOOK, clue.name()));
        retention.follow(clue);
        clue.check()
                .filter(SiteCheck::isOwed)
                .ifPresentOrElse(
                        owed -> deadlines.set(CHECK, clue.name(), owed.remindAt()),
                        () -> deadlines.lift(CHECK, clue.name()));
        // What was sent once is sent, whatever else is decided meanwhile: a request may be under way.
        clue.incident()
                .filter(LinkedIncident::isWaiting)
                .ifPresentOrElse(
                        waiting -> deadlines.set(INCIDENT, clue.name(), waiting.requestedAt()),
                        () -> deadlines.lift(INCIDENT, clue.name()));
    }
}
