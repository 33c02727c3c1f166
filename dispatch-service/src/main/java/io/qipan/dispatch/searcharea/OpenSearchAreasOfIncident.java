package io.qipan.dispatch.searcharea;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.OpenSearchAreas;
import io.qipan.dispatch.searcharea.model.SearchArea;
import io.qipan.dispatch.searcharea.model.SearchAreaState.End;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Singleton
class OpenSearchAreasOfIncident implements OpenSearchAreas {
    /** As many as incidents can be merged into one. */
    private static final int ALL = 1_000;

    private final SearchAreas areas;
    private final SearchAreaRecords records;

    OpenSearchAreasOfIncident(SearchAreas areas, SearchAreaRecords records) {
        this.areas = areas;
        this.records = records;
    }

    @Override
    public void found(IncidentId incident, String by, Instant now, String how) {
        for (SearchArea area : open(incident)) {
            records.change(area.find(new End(now, by, how)).orRefuse(), "search_area.place_found", now, how);
        }
    }

    @Override
    public void end(IncidentId incident, String by, Instant now) {
        String why = incident.name() + " has ended";
        for (SearchArea area : open(incident)) {
            records.change(area.end(new End(now, by, why)).orRefuse(), "search_area.ended", now, why);
        }
    }

    @Override
    public void takeOver(IncidentId incident, String owner, Instant now) {
        for (SearchArea area : open(incident)) {
            records.change(area.takeOver(owner).orRefuse(), "search_area.taken_over", now, "");
        }
    }

    /** Locked; the incident keeps others from opening or ending one meanwhile. */
    private List<SearchArea> open(IncidentId incident) {
        return areas.list(new SearchAreas.Filter(true, Optional.of(incident)), Optional.empty(), ALL).stream()
                .map(area -> records.lock(area.id()))
                .filter(area -> area.nextDeadlineAt().isPresent())
                .toList();
    }
}
