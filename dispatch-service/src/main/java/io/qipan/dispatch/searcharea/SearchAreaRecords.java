package io.qipan.dispatch.searcharea;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.SearchAreaId;
import io.qipan.dispatch.searcharea.model.SearchArea;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Stores a search area, tells the journal and keeps its deadline, always all three. A request that holds a search
 * area and the incident that is worked takes the incident first.
 */
@Singleton
class SearchAreaRecords {
    /** Deadline of an open search area. */
    static final String LOOK = "search_area.look";

    private final SearchAreas areas;
    private final Journal journal;
    private final Deadlines deadlines;

    SearchAreaRecords(SearchAreas areas, Journal journal, Deadlines deadlines) {
        this.areas = areas;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    SearchArea add(SearchArea area, String reason) {
        areas.add(area);
        tell(area, "search_area.opened", area.openedAt(), reason);
        return area;
    }

    /** The search area as it is. Refuses NOT_FOUND. */
    SearchArea get(SearchAreaId id) {
        return areas.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    /** The search area, locked. Refuses NOT_FOUND. */
    SearchArea lock(SearchAreaId id) {
        return areas.lock(id);
    }

    /** The search area, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    SearchArea lock(SearchAreaId id, String etag) {
        SearchArea area = areas.lock(id);
        Etag.check(id.name(), etag, area.version());
        return area;
    }

    /** Stores the next state of a locked search area. */
    SearchArea change(SearchArea next, String action, Instant occurredAt, String reason) {
        areas.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    private void tell(SearchArea area, String action, Instant occurredAt, String reason) {
        String name = area.id().name();
        journal.append(name, action, occurredAt, reason, SearchAreaMessages.message(area));
        area.nextDeadlineAt().ifPresentOrElse(at -> deadlines.set(LOOK, name, at), () -> deadlines.lift(LOOK, name));
    }
}
