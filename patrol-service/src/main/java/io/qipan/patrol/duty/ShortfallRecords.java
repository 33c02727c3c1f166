package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyShortfall;
import io.qipan.patrol.duty.model.ShortfallState.Open;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Stores a shortfall, tells the journal and keeps the deadline of its next reminder, always all three. */
@Singleton
public class ShortfallRecords {
    static final String REMIND = "duty.shortfall";

    private final DutyShortfalls shortfalls;
    private final Journal journal;
    private final Deadlines deadlines;

    public ShortfallRecords(DutyShortfalls shortfalls, Journal journal, Deadlines deadlines) {
        this.shortfalls = shortfalls;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    void add(DutyShortfall shortfall) {
        shortfalls.add(shortfall);
        tell(shortfall, "found", shortfall.foundAt(), "");
    }

    DutyShortfall lock(UUID id) {
        return shortfalls
                .lock(id)
                .orElseThrow(() -> Refusal.notFound(DutyShortfall.name(id)).asException());
    }

    List<DutyShortfall> lockOpen() {
        return shortfalls.lockOpen();
    }

    /** Stores the next state of a locked shortfall. */
    DutyShortfall change(DutyShortfall next, String action, Instant at, String reason) {
        shortfalls.save(next);
        tell(next, action, at, reason);
        return next;
    }

    private void tell(DutyShortfall shortfall, String action, Instant at, String reason) {
        journal.append(shortfall.name(), "duty_shortfall." + action, at, reason, ShortfallMessages.message(shortfall));
        if (shortfall.state() instanceof Open open) {
            deadlines.set(REMIND, shortfall.name(), open.nextReminderAt());
        } else {
            deadlines.lift(REMIND, shortfall.name());
        }
    }
}
