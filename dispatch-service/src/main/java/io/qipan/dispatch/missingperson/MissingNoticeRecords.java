package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.MissingNoticeId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.MissingNotice;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores a notice, tells the journal and keeps its deadline, always all three. Its search is locked before it. */
@Singleton
class MissingNoticeRecords {
    /** Deadline of a notice that is not over. */
    static final String LOOK = "missing_notice.look";

    /** Beyond any honest use, and few enough to be withdrawn at once. */
    static final int MOST_OF_SEARCH = 50;

    private final MissingNotices notices;
    private final MissingSearchRecords searches;
    private final Journal journal;
    private final Deadlines deadlines;

    MissingNoticeRecords(MissingNotices notices, MissingSearchRecords searches, Journal journal, Deadlines deadlines) {
        this.notices = notices;
        this.searches = searches;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    MissingNotice add(MissingNotice notice) {
        notices.add(notice);
        tell(notice, "missing_notice.drafted", notice.drafted().at(), "");
        return notice;
    }

    /** The notice, locked as its search is, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    MissingNotice lock(MissingNoticeId id, String etag) {
        MissingNotice known =
                notices.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
        var ignored = searches.lock(known.search());
        MissingNotice notice = notices.lock(id);
        Etag.check(id.name(), etag, notice.version());
        return notice;
    }

    /** One notice, locked, for a handler that leaves its search alone. Refuses NOT_FOUND. */
    MissingNotice lock(MissingNoticeId id) {
        return notices.lock(id);
    }

    /** All of a search, newest first. */
    List<MissingNotice> of(MissingSearchId search) {
        return notices.list(new MissingNotices.Filter(Optional.of(search), false), Optional.empty(), MOST_OF_SEARCH);
    }

    /** Stores the next state of a locked notice. */
    MissingNotice change(MissingNotice next, String action, Instant occurredAt, String reason) {
        notices.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    private void tell(MissingNotice notice, String action, Instant occurredAt, String reason) {
        String name = notice.id().name();
        journal.append(name, action, occurredAt, reason, MissingNoticeMessages.message(notice));
        notice.nextDeadlineAt().ifPresentOrElse(at -> deadlines.set(LOOK, name, at), () -> deadlines.lift(LOOK, name));
    }
}
