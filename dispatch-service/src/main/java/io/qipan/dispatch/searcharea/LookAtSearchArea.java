package io.qipan.dispatch.searcharea;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.SearchAreaId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.searcharea.model.SearchArea;
import io.qipan.dispatch.searcharea.model.SearchAreaState.End;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Open;
import io.qipan.dispatch.searcharea.model.SearchMap;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Sends units further where time has made the area larger, and else reminds the owner that nobody knows the place. */
@Singleton
class LookAtSearchArea implements DeadlineHandler {
    private static final String ACTOR = "system:deadlines";

    private final SearchAreaRecords records;
    private final PutOnIncident put;
    private final DispatchSettings settings;
    private final InstantSource clock;
    private final Counter grown;

    LookAtSearchArea(
            SearchAreaRecords records,
            PutOnIncident put,
            DispatchSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.records = records;
        this.put = put;
        this.settings = settings;
        this.clock = clock;
        this.grown = meters.counter("qipan.search.areas.grown");
    }

    @Override
    public String kind() {
        return SearchAreaRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        SearchAreaId id = SearchAreaId.parse(due.subject());
        Incident worked = put.lockWorked(records.get(id).incident());
        SearchArea area = records.lock(id);
        if (!(area.state() instanceof Open)) {
            return;
        }
        Instant now = Times.now(clock);
        if (worked.state() instanceof IncidentState.Ended) {
            String why = worked.id().name() + " has ended";
            records.change(area.end(new End(now, ACTOR, why)).orRefuse(), "search_area.ended", now, why);
            return;
        }
        Instant next = now.plus(settings.checkSearchArea());
        SearchMap map = area.map(now).orRefuse();
        if (!area.hasGrown(map, settings.searchAreaGrownBy(), worked.id())) {
            remind(area, next, now, "Nobody has chosen a point since " + area.openedAt());
            return;
        }
        switch (put.put(area, map, worked, ACTOR, now)) {
            case Decision.Granted<SearchArea>(SearchArea after)
            when after.placed().equals(area.placed()) ->
                remind(area, next, now, "More is known of " + worked.id().name());
            case Decision.Granted<SearchArea>(SearchArea after) -> {
                records.change(after.grow(next).orRefuse(), "search_area.grown", now, "Time has passed");
                if (!area.drill()) {
                    grown.increment();
                }
            }
            case Decision.Refused<SearchArea>(var refusal) -> remind(area, next, now, refusal.message());
        }
    }

    private void remind(SearchArea area, Instant next, Instant now, String why) {
        records.change(area.remind(next).orRefuse(), "search_area.unresolved", now, why);
    }
}
