package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyNotice;
import io.qipan.patrol.duty.model.NoticeState.Open;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Stores a notice, tells the journal and keeps the deadline of its next alert, always all three. */
@Singleton
public class NoticeRecords {
    static final String ACKNOWLEDGE = "duty.acknowledge";

    private final DutyNotices notices;
    private final Journal journal;
    private final Deadlines deadlines;

    public NoticeRecords(DutyNotices notices, Journal journal, Deadlines deadlines) {
        this.notices = notices;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    void add(DutyNotice notice) {
        notices.add(notice);
        tell(notice, "sent", notice.sentAt(), "");
    }

    DutyNotice lock(UUID id) {
        return notices.lock(id)
                .orElseThrow(() -> Refusal.notFound(DutyNotice.name(id)).asException());
    }

    /** Stores the next state of a locked notice. */
    DutyNotice change(DutyNotice next, String action, Instant at, String reason) {
        notices.save(next);
        tell(next, action, at, reason);
        return next;
    }

    private void tell(DutyNotice notice, String action, Instant at, String reason) {
        journal.append(notice.name(), "duty_notice." + action, at, reason, DutyMessages.message(notice));
        if (notice.state() instanceof Open open) {
            deadlines.set(ACKNOWLEDGE, notice.name(), open.nextAlertAt());
        } else {
            deadlines.lift(ACKNOWLEDGE, notice.name());
        }
    }
}
