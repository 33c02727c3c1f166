package io.qipan.ecology.checklist.model;

import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.checklist.model.ItemState.Done;
import io.qipan.ecology.checklist.model.ItemState.Open;
import io.qipan.ecology.checklist.model.ItemState.Overdue;
import io.qipan.ecology.checklist.model.ItemState.Waived;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One thing to do in one month.
 *
 * @param version counts the changes, from 1
 * @param owner who has to; the subject of a token or the name of a desk
 */
public record ChecklistItem(UUID id, long version, Task task, String owner, Lateness lateness, ItemState state) {
    public static final String KIND = "checklistItems/";
    /** Before the name of a desk, which nobody's token carries. */
    private static final String DESK = "desk:";

    public static ChecklistItem made(UUID id, Task task, String owner, Instant now, String by) {
        return new ChecklistItem(id, 1, task, owner, Lateness.NONE, new Open(now, by));
    }

    public String name() {
        return KIND + id;
    }

    public String etag() {
        return Long.toString(version);
    }

    /** This item, if it is still what the caller has read. */
    public Decision<ChecklistItem> unchangedSince(String etag) {
        return etag.equals(etag()) ? Decision.grant(this) : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }

    /** Whether somebody may say that it is done, without being in command. */
    public boolean belongsTo(String subject) {
        return owner.equals(subject) || owner.startsWith(DESK);
    }

    public Decision<ChecklistItem> ticked(Done done) {
        Instant begin = task.month().atDay(1).atStartOfDay(DayCount.ZONE).toInstant();
        if (!state.isWaiting()) {
            return illegal("be ticked off");
        }
        return done.at().isBefore(begin)
                ? invalid("done_at", done.at() + " lies before " + task.month() + ", which it is for")
                : Decision.grant(next(owner, lateness.at(done.since(), task.dueAt()), done));
    }

    public Decision<ChecklistItem> waived(Waived waived) {
        return state.isWaiting()
                ? Decision.grant(next(owner, lateness.at(waived.since(), task.dueAt()), waived))
                : illegal("be waived");
    }

    /** Not done, or not to be waived, after all. Its end stays where it was. */
    public Decision<ChecklistItem> reopened(Instant now, String by) {
        return state.isWaiting()
                ? illegal("be opened again")
                : Decision.grant(next(owner, lateness, new Open(now, by)));
    }

    public Decision<ChecklistItem> reassigned(String to) {
        if (!state.isWaiting()) {
            return illegal("be given to somebody else");
        }
        return to.equals(task.supervisor())
                ? invalid("owner", to + " supervises it, and would be told of its own delay")
                : Decision.grant(next(to, lateness, state));
    }

    /** Its time is over: it goes up, once more each time it is looked at. */
    public Decision<ChecklistItem> escalated(Instant now, String by) {
        return state.isWaiting() && now.isAfter(task.dueAt())
                ? Decision.grant(
                        next(owner, lateness.escalated(now), state instanceof Overdue ? state : new Overdue(now, by)))
                : illegal("go up");
    }

    private ChecklistItem next(String newOwner, Lateness newLateness, ItemState newState) {
        return new ChecklistItem(id, version + 1, task, newOwner, newLateness, newState);
    }

    private <T> Decision<T> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), state.code(), action));
    }

    private static <T> Decision<T> invalid(String field, String wrong) {
        return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, field + ": " + wrong + ".")
                .withViolations(List.of(new Violation(field, wrong))));
    }
}
