package io.qipan.dispatch.forcedplace;

import io.qipan.dispatch.forcedplace.model.ForcedPlace;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Settled;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Unverified;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Stores a forced place, tells the journal and keeps its deadline, always all three. */
@Singleton
class ForcedPlaceRecords {
    /** Deadline of a forced place that nobody has settled. */
    static final String VERIFY = "place.verify";

    private final ForcedPlaces places;
    private final Journal journal;
    private final Deadlines deadlines;

    ForcedPlaceRecords(ForcedPlaces places, Journal journal, Deadlines deadlines) {
        this.places = places;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    ForcedPlace add(ForcedPlace place) {
        places.add(place);
        tell(place, "place.forced", place.forcedAt(), place.reason());
        return place;
    }

    /** The place, locked. Refuses NOT_FOUND. */
    ForcedPlace lock(ForcedPlaceId id) {
        return places.lock(id);
    }

    /** The place, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    ForcedPlace lock(ForcedPlaceId id, String etag) {
        ForcedPlace place = places.lock(id);
        Etag.check(id.name(), etag, place.version());
        return place;
    }

    /** Stores the next state of a locked place. */
    ForcedPlace change(ForcedPlace next, String action, Instant occurredAt, String reason) {
        places.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    private void tell(ForcedPlace place, String action, Instant occurredAt, String reason) {
        journal.append(place.id().name(), action, occurredAt, reason, ForcedPlaceMessages.message(place));
        switch (place.state()) {
            case Unverified unverified -> deadlines.set(VERIFY, place.id().name(), unverified.nextDeadlineAt());
            case Settled _ -> deadlines.lift(VERIFY, place.id().name());
        }
    }
}
