package io.qipan.dispatch.searcharea;

import io.qipan.dispatch.id.model.SearchAreaId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.searcharea.model.SearchArea;
import io.qipan.dispatch.searcharea.model.SearchAreaState.End;
import io.qipan.proto.dispatch.v1.ConcludeSearchAreaRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Shape.Spot;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Ends a search area by the place that was found, or without one. */
@Singleton
class ConcludeSearchArea {
    private final SearchAreaRecords records;
    private final PutOnIncident put;
    private final IncidentRecords incidents;
    private final InstantSource clock;

    ConcludeSearchArea(SearchAreaRecords records, PutOnIncident put, IncidentRecords incidents, InstantSource clock) {
        this.records = records;
        this.put = put;
        this.incidents = incidents;
        this.clock = clock;
    }

    SearchArea conclude(ConcludeSearchAreaRequest request, Caller caller) {
        Instant now = Times.now(clock);
        SearchAreaId id = SearchAreaId.parse(request.getName());
        Incident worked = put.lockWorked(records.get(id).incident());
        SearchArea area = records.lock(id, request.getEtag());
        End end = new End(now, caller.subject(), request.getReason());
        if (!request.hasFoundPlace()) {
            SearchArea givenUp = area.giveUp(end).orRefuse();
            return records.change(givenUp, "search_area.given_up", now, request.getReason());
        }
        Location found = PlaceMessages.location(request.getFoundPlace(), caller.subject(), now);
        if (found.shape().filter(Spot.class::isInstance).isEmpty()) {
            throw Refusal.of(
                            Reason.INCOMPLETE,
                            "The place that was found for " + id.name()
                                    + " is no point. Say the point, or tell it as a fact.")
                    .with("resource", id.name())
                    .with("missing", "point")
                    .asException();
        }
        SearchArea placeFound = area.find(end).orRefuse();
        Incident located = worked.locate(found, true).orRefuse();
        SearchArea over = records.change(placeFound, "search_area.place_found", now, request.getReason());
        incidents.changePlace(located, "incident.located", now, request.getReason(), caller.subject());
        return over;
    }
}
