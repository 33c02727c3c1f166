package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.SearchSectorId;
import io.qipan.dispatch.missingperson.model.SearchSector;
import io.qipan.dispatch.missingperson.model.SectorState.Assigned;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that a searcher has not reported, also after the search was closed. */
@Singleton
class RemindOfSector implements DeadlineHandler {
    private final SearchSectorRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfSector(SearchSectorRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return SearchSectorRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        SearchSector sector = records.lock(SearchSectorId.parse(due.subject()));
        if (sector.state() instanceof Assigned assigned) {
            Instant now = Times.now(clock);
            records.change(
                    sector.remind(now.plus(settings.checkSearchSector())),
                    "search_sector.unreported",
                    now,
                    sector.searcher() + " has not reported since " + assigned.at());
        }
    }
}
