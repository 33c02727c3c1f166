package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.id.model.SearchSectorId;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.SearchSector;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores a sector, tells the journal and keeps its deadline, always all three. Its search is locked before it. */
@Singleton
class SearchSectorRecords {
    /** Deadline of an assigned sector. */
    static final String LOOK = "search_sector.look";

    /** Beyond any honest use, and few enough to be summed at once. */
    static final int MOST_OF_SEARCH = 500;

    private final SearchSectors sectors;
    private final MissingSearchRecords searches;
    private final Journal journal;
    private final Deadlines deadlines;

    SearchSectorRecords(SearchSectors sectors, MissingSearchRecords searches, Journal journal, Deadlines deadlines) {
        this.sectors = sectors;
        this.searches = searches;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    SearchSector add(SearchSector sector) {
        sectors.add(sector);
        tell(sector, "search_sector.planned", sector.addedAt(), "");
        return sector;
    }

    /** A sector and its search, both locked. */
    record Held(MissingSearch search, SearchSector sector) {}

    /** Both, if the sector is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    Held lock(SearchSectorId id, String etag) {
        SearchSector known =
                sectors.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
        MissingSearch search = searches.lock(known.search());
        SearchSector sector = sectors.lock(id);
        Etag.check(id.name(), etag, sector.version());
        return new Held(search, sector);
    }

    /** One sector, locked, for a handler that leaves its search alone. Refuses NOT_FOUND. */
    SearchSector lock(SearchSectorId id) {
        return sectors.lock(id);
    }

    /** All of a search, newest first. */
    List<SearchSector> of(MissingSearchId search) {
        return sectors.list(search, Optional.empty(), MOST_OF_SEARCH);
    }

    /** Stores the next state of a locked sector. */
    SearchSector change(SearchSector next, String action, Instant occurredAt, String reason) {
        sectors.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    private void tell(SearchSector sector, String action, Instant occurredAt, String reason) {
        String name = sector.id().name();
        journal.append(name, action, occurredAt, reason, SearchSectorMessages.message(sector));
        sector.nextDeadlineAt().ifPresentOrElse(at -> deadlines.set(LOOK, name, at), () -> deadlines.lift(LOOK, name));
    }
}
