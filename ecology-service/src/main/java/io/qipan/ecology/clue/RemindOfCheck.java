package io.qipan.ecology.clue;

import io.qipan.ecology.clue.ClueReminder.Watch;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.SiteCheck;
import io.qipan.runtime.deadline.DeadlineHandler;
import jakarta.inject.Singleton;
import java.time.Instant;

/** A tip about fire safety was not checked on the spot in time: its owner is reminded, now and again until it is. */
@Singleton
public class RemindOfCheck implements DeadlineHandler {
    private static final Watch WATCH = new Watch(ClueRecords.CHECK, Clue::checkRemindedAt);

    private final ClueReminder reminder;

    public RemindOfCheck(ClueReminder reminder) {
        this.reminder = reminder;
    }

    @Override
    public String kind() {
        return WATCH.kind();
    }

    @Override
    public void handle(Due due) {
        reminder.locked(due)
                .ifPresent(clue -> clue.check().filter(SiteCheck::isOwed).ifPresent(check -> look(clue, check)));
    }

    private void look(Clue clue, SiteCheck check) {
        Instant now = reminder.now();
        Instant dueAt = check.term().dueAt();
        if (now.isAfter(dueAt)) {
            String why = "The check on the spot was due at " + dueAt + " ("
                    + check.term().basis() + ")";
            reminder.remind(clue, WATCH, "check", now, why);
        } else {
            // What is checked at the last instant is checked in time.
            reminder.waitUntil(dueAt.plusMillis(1), clue, WATCH);
        }
    }
}
