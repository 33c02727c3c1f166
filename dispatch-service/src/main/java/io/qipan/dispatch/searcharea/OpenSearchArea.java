package io.qipan.dispatch.searcharea;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.SearchAreaId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.searcharea.model.SearchArea;
import io.qipan.dispatch.searcharea.model.SearchArea.Drawn;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Open;
import io.qipan.dispatch.searcharea.model.SearchFact;
import io.qipan.proto.dispatch.v1.OpenSearchAreaRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Opens an area of search on an incident of which nobody knows the place. */
@Singleton
class OpenSearchArea {
    private final SearchAreaRecords records;
    private final SearchAreas areas;
    private final PutOnIncident put;
    private final IncidentRecords incidents;
    private final DispatchSettings settings;
    private final InstantSource clock;

    OpenSearchArea(
            SearchAreaRecords records,
            SearchAreas areas,
            PutOnIncident put,
            IncidentRecords incidents,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.areas = areas;
        this.put = put;
        this.incidents = incidents;
        this.settings = settings;
        this.clock = clock;
    }

    Drawn open(OpenSearchAreaRequest request, Caller caller) {
        Instant now = Times.now(clock);
        List<SearchFact> facts = request.getFactsList().stream()
                .map(fact -> SearchFactMessages.fact(fact, caller.subject(), now))
                .toList();
        Incident incident = incidents.lock(IncidentId.parse(request.getIncident()));
        refuseUnlessWorked(incident);
        refuseSecond(incident.id());
        SearchArea draft = new SearchArea(
                new SearchAreaId(UuidCreator.getTimeOrderedEpoch()),
                1,
                new Open(now.plus(settings.checkSearchArea()), 0),
                incident.id(),
                List.of(),
                Optional.empty(),
                incident.owner(),
                caller.subject(),
                now,
                incident.drill());
        Drawn drawn = SearchArea.opened(draft, facts).orRefuse();
        SearchArea area = put.put(drawn.area(), drawn.map(), incident, caller.subject(), now)
                .orRefuse();
        return new Drawn(records.add(area, facts.getLast().reason()), drawn.map());
    }

    private static void refuseUnlessWorked(Incident incident) {
        if (!(incident.state() instanceof IncidentState.Open)) {
            throw Refusal.illegalTransition(
                            incident.id().name(), incident.state().word(), "have a search area opened on it")
                    .asException();
        }
    }

    private void refuseSecond(IncidentId incident) {
        areas.findOpen(incident).ifPresent(other -> {
            throw Refusal.of(
                            Reason.ALREADY_EXISTS,
                            other.id().name() + " is open for " + incident.name()
                                    + ". Tell it the facts, or conclude it first.")
                    .with("resource", other.id().name())
                    .asException();
        });
    }
}
