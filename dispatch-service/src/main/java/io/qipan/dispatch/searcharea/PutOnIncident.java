package io.qipan.dispatch.searcharea;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.searcharea.model.SearchArea;
import io.qipan.dispatch.searcharea.model.SearchArea.Placed;
import io.qipan.dispatch.searcharea.model.SearchMap;
import io.qipan.dispatch.searcharea.model.SearchMap.Put;
import io.qipan.runtime.place.Ground;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Location.Source;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Has work on an incident go by the ground that holds its place with 80 %. */
@Singleton
class PutOnIncident {
    private final IncidentRecords incidents;
    private final SearchAreas areas;

    PutOnIncident(IncidentRecords incidents, SearchAreas areas) {
        this.incidents = incidents;
        this.areas = areas;
    }

    /** The incident, or the one that is worked in its place. Refuses NOT_FOUND. */
    IncidentId worked(IncidentId id) {
        return incidents.upToRoot(id).getLast().id();
    }

    /** The incident, or the one that is worked in its place, locked. Refuses NOT_FOUND, CONCURRENT_CHANGE. */
    Incident lockWorked(IncidentId id) {
        IncidentId known = incidents.upToRoot(id).getLast().id();
        Incident worked = incidents.lock(known);
        if (!incidents.upToRoot(id).getLast().id().equals(known)) {
            throw Refusal.of(Reason.CONCURRENT_CHANGE, id.name() + " was merged or taken out meanwhile. Try again.")
                    .asException();
        }
        return worked;
    }

    /**
     * The search area as it knows then what it has put; as it is, if more is known on the incident that is worked.
     * Refuses ILLEGAL_TRANSITION if that has ended or has no room.
     *
     * @param worked locked
     */
    Decision<SearchArea> put(SearchArea area, SearchMap map, Incident worked, String by, Instant now) {
        Optional<SearchArea> its = areas.findOpen(worked.id());
        boolean another = its.isPresent() && !its.get().id().equals(area.id());
        if (!area.mayBePutOn(worked, another)) {
            return Decision.grant(area);
        }
        Put put = map.put();
        String text = area.id().name() + ": with " + Math.round(SearchMap.PUT_SHARE * 100) + " % within "
                + Ground.words(put.areaM2());
        Location location = new Location(
                0, Optional.of(put.region()), text, Source.SEARCH_AREA, put.uncertaintyM(), now, by, now, false);
        return worked.locate(location, true).then(located -> {
            incidents.change(located, "incident.located", now, text);
            int number = located.locations().getLast().id();
            return Decision.grant(area.placed(new Placed(worked.id(), number, put.areaM2(), now)));
        });
    }
}
