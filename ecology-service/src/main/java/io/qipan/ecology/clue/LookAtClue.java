package io.qipan.ecology.clue;

import io.qipan.ecology.clue.ClueReminder.Watch;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.ClueState.Answered;
import io.qipan.ecology.clue.model.ClueState.Received;
import io.qipan.ecology.clue.model.ClueState.Triaged;
import io.qipan.runtime.deadline.DeadlineHandler;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * A term has ended and the clue still waits, or dispatch-service has turned it away and nobody has decided again: its owner is
 * reminded, now and again until it is done.
 */
@Singleton
public class LookAtClue implements DeadlineHandler {
    private static final Watch WATCH = new Watch(ClueRecords.LOOK, Clue::lookedAtAgain);

    private final ClueReminder reminder;

    public LookAtClue(ClueReminder reminder) {
        this.reminder = reminder;
    }

    @Override
    public String kind() {
        return WATCH.kind();
    }

    @Override
    public void handle(Due due) {
        reminder.locked(due).ifPresent(clue -> look(clue, reminder.now()));
    }

    private void look(Clue clue, Instant now) {
        switch (clue.state()) {
            case Received _ -> endOf("triage", clue.triage().dueAt(), clue, now);
            case Triaged _
            when clue.isTurnedAway() ->
                reminder.remind(
                        clue, WATCH, "incident", now, "Dispatch-service has refused to open an incident for it");
            case Triaged _ -> endOf("answer", clue.answer().dueAt(), clue, now);
            case Answered _ -> {}
        }
    }

    private void endOf(String term, Instant dueAt, Clue clue, Instant now) {
        if (dueAt.isAfter(now)) {
            reminder.waitUntil(dueAt, clue, WATCH);
        } else {
            reminder.remind(clue, WATCH, term, now, "The " + term + " was due at " + dueAt);
        }
    }
}
