package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.SearchState.Held;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Widens the circle when its hour has come, ends a hold, and else reminds the owner that somebody is still missing. */
@Singleton
class WidenByTheClock implements DeadlineHandler {
    private static final String ACTOR = "system:deadlines";

    private final MissingSearchRecords records;
    private final SearchPace pace;
    private final InstantSource clock;

    WidenByTheClock(MissingSearchRecords records, SearchPace pace, InstantSource clock) {
        this.records = records;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return MissingSearchRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        MissingSearch search = records.lock(MissingSearchId.parse(due.subject()));
        Instant now = Times.now(clock);
        MissingSearch next = search.look(pace.now(), now, ACTOR);
        if (next.equals(search)) {
            records.schedule(search);
        } else if (next.widestKm() > search.widestKm()) {
            records.change(
                    next,
                    "missing_search.widened",
                    now,
                    next.circles().getLast().reason());
        } else if (search.state() instanceof Held) {
            records.change(next, "missing_search.hold_ended", now, "");
        } else {
            records.change(next, "missing_search.unresolved", now, "Opened at " + search.openedAt());
        }
    }
}
