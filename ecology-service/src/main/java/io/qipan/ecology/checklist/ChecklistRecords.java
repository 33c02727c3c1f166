package io.qipan.ecology.checklist;

import io.qipan.ecology.checklist.model.ChecklistItem;
import io.qipan.ecology.checklist.model.ItemState.Done;
import io.qipan.ecology.checklist.model.ItemState.Open;
import io.qipan.ecology.checklist.model.ItemState.Overdue;
import io.qipan.ecology.checklist.model.ItemState.Waived;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Keeps what happens to items, tells the journal, and makes the durable deadline follow, always all three. */
@Singleton
public class ChecklistRecords {
    static final String DUE = "checklist.due";
    /** What is done at the last instant is done in time. */
    private static final Duration TOO_LATE = Duration.of(1, ChronoUnit.MICROS);

    private final ChecklistItems items;
    private final Deadlines deadlines;
    private final Journal journal;

    public ChecklistRecords(ChecklistItems items, Deadlines deadlines, Journal journal) {
        this.items = items;
        this.deadlines = deadlines;
        this.journal = journal;
    }

    /** The item, locked. Refuses NOT_FOUND. */
    ChecklistItem lock(String name) {
        return id(name).flatMap(items::lock)
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }

    /** The id in {@code checklistItems/{uuid}}; empty if there can be no such item. */
    static Optional<UUID> id(String name) {
        try {
            UUID id = UUID.fromString(name.substring(ChecklistItem.KIND.length()));
            return Optional.of(id).filter(found -> name.equals(ChecklistItem.KIND + found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void made(ChecklistItem made, String reason) {
        items.add(made);
        tell(made, "made", made.state().since(), reason);
        follow(made);
    }

    void changed(ChecklistItem changed, String verb, Instant occurredAt, String reason) {
        items.save(changed);
        tell(changed, verb, occurredAt, reason);
        follow(changed);
    }

    /** Nobody did it in time; it comes again. */
    void escalated(ChecklistItem changed, Instant now, Instant again) {
        items.save(changed);
        tell(
                changed,
                "overdue",
                now,
                "It was due at " + changed.task().dueAt() + ". It goes up, for the "
                        + changed.lateness().escalations() + ". time, from " + changed.owner() + " to "
                        + changed.task().supervisor() + ".");
        deadlines.set(DUE, changed.name(), again);
    }

    /** It was looked at before its time, by a clock that was set back since. */
    void standsUntilDue(ChecklistItem item) {
        deadlines.set(DUE, item.name(), item.task().dueAt().plus(TOO_LATE));
    }

    private void tell(ChecklistItem item, String verb, Instant occurredAt, String reason) {
        journal.append(item.name(), "checklist_item." + verb, occurredAt, reason, ItemMessages.message(item));
    }

    private void follow(ChecklistItem item) {
        switch (item.state()) {
            case Open _ -> standsUntilDue(item);
            case Overdue _ -> {
                // The deadline of its next escalation stands; giving it to somebody else is no reason to go up at once.
            }
            case Done _, Waived _ -> deadlines.lift(DUE, item.name());
        }
    }
}
