package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Stores a search, tells the journal and keeps its deadline, always all three. A request that holds the search and its
 * sectors or notices takes the search first.
 */
@Singleton
class MissingSearchRecords {
    /** Deadline of an open search: the hour of the next circle, the end of a hold, or a look at it. */
    static final String LOOK = "missing_search.look";

    private final MissingSearches searches;
    private final Journal journal;
    private final Deadlines deadlines;

    MissingSearchRecords(MissingSearches searches, Journal journal, Deadlines deadlines) {
        this.searches = searches;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    MissingSearch add(MissingSearch search) {
        searches.add(search);
        note(
                search,
                "missing_search.opened",
                search.openedAt(),
                search.circles().getLast().reason());
        schedule(search);
        return search;
    }

    /** The search as it is. Refuses NOT_FOUND. */
    MissingSearch get(MissingSearchId id) {
        return searches.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    /** The search, locked. Refuses NOT_FOUND. */
    MissingSearch lock(MissingSearchId id) {
        return searches.lock(id);
    }

    /** The search, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    MissingSearch lock(MissingSearchId id, String etag) {
        MissingSearch search = searches.lock(id);
        Etag.check(id.name(), etag, search.version());
        return search;
    }

    /** Stores the next state of a locked search. */
    MissingSearch change(MissingSearch next, String action, Instant occurredAt, String reason) {
        searches.save(next);
        note(next, action, occurredAt, reason);
        schedule(next);
        return next;
    }

    /** Tells of something around a locked search that stays as it is. */
    void note(MissingSearch search, String action, Instant occurredAt, String reason) {
        journal.append(search.id().name(), action, occurredAt, reason, MissingSearchMessages.message(search));
    }

    /** Has a locked search looked at when it says. */
    void schedule(MissingSearch search) {
        String name = search.id().name();
        search.nextDeadlineAt().ifPresentOrElse(at -> deadlines.set(LOOK, name, at), () -> deadlines.lift(LOOK, name));
    }
}
