package io.qipan.dispatch.rectification;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.RectificationId;
import io.qipan.dispatch.rectification.model.Rectification;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Stores a rectification, tells the journal and keeps its deadline, always all three. */
@Singleton
class RectificationRecords {
    /** Deadline of a rectification that is not over. */
    static final String LOOK = "rectification.look";

    private final Rectifications rectifications;
    private final Journal journal;
    private final Deadlines deadlines;

    RectificationRecords(Rectifications rectifications, Journal journal, Deadlines deadlines) {
        this.rectifications = rectifications;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    Rectification add(Rectification rectification) {
        rectifications.add(rectification);
        tell(rectification, "rectification.opened", rectification.openedAt(), "");
        return rectification;
    }

    /** The rectification, locked. Refuses NOT_FOUND. */
    Rectification lock(RectificationId id) {
        return rectifications.lock(id);
    }

    /** The rectification, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    Rectification lock(RectificationId id, String etag) {
        Rectification rectification = rectifications.lock(id);
        Etag.check(id.name(), etag, rectification.version());
        return rectification;
    }

    /** Stores the next state of a locked rectification. */
    Rectification change(Rectification next, String action, Instant occurredAt, String reason) {
        rectifications.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    private void tell(Rectification rectification, String action, Instant occurredAt, String reason) {
        String name = rectification.id().name();
        journal.append(name, action, occurredAt, reason, RectificationMessages.message(rectification));
        rectification
                .state()
                .attention()
                .ifPresentOrElse(
                        due -> deadlines.set(LOOK, name, due.nextDeadlineAt()), () -> deadlines.lift(LOOK, name));
    }
}
