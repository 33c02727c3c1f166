package io.qipan.dispatch.searcharea;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.SearchAreaId;
import io.qipan.dispatch.incident.OpenOrders;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.searcharea.model.SearchArea;
import io.qipan.dispatch.searcharea.model.SearchArea.Drawn;
import io.qipan.dispatch.searcharea.model.SearchFact;
import io.qipan.proto.dispatch.v1.AddSearchFactRequest;
import io.qipan.proto.dispatch.v1.RevokeSearchFactRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells facts of an open search area and revokes them; units are sent where they lead. */
@Singleton
class WorkSearchArea {
    private final SearchAreaRecords records;
    private final PutOnIncident put;
    private final OpenOrders orders;
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkSearchArea(
            SearchAreaRecords records,
            PutOnIncident put,
            OpenOrders orders,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.put = put;
        this.orders = orders;
        this.settings = settings;
        this.clock = clock;
    }

    Drawn tell(AddSearchFactRequest request, Caller caller) {
        Instant now = Times.now(clock);
        SearchFact fact = SearchFactMessages.fact(request.getFact(), caller.subject(), now);
        SearchAreaId id = SearchAreaId.parse(request.getName());
        Incident worked = put.lockWorked(records.get(id).incident());
        SearchArea area = records.lock(id, request.getEtag());
        refuseStranger(caller, worked.id());
        Drawn drawn = area.tell(fact, now, now.plus(settings.checkSearchArea())).orRefuse();
        return store(drawn, worked, "search_area.fact_told", fact.reason(), caller, now);
    }

    Drawn revoke(RevokeSearchFactRequest request, Caller caller) {
        Instant now = Times.now(clock);
        SearchAreaId id = SearchAreaId.parse(request.getName());
        Incident worked = put.lockWorked(records.get(id).incident());
        Drawn drawn = records.lock(id, request.getEtag())
                .revoke(
                        request.getNumber(),
                        caller.subject(),
                        request.getReason(),
                        now,
                        now.plus(settings.checkSearchArea()))
                .orRefuse();
        return store(drawn, worked, "search_area.fact_revoked", request.getReason(), caller, now);
    }

    private Drawn store(Drawn drawn, Incident worked, String action, String reason, Caller caller, Instant now) {
        SearchArea area = put.put(drawn.area(), drawn.map(), worked, caller.subject(), now)
                .orRefuse();
        return new Drawn(records.change(area, action, now, reason), drawn.map());
    }

    /** A crew knows about the places that it is sent to. */
    /** A crew knows about the places that it is sent to. */
    SearchArea show(SearchAreaId id, Caller caller) {
        SearchArea area = records.get(id);
        if (!caller.hasAny(Role.ENGINEER, Role.SERVICE)) {
            refuseStranger(caller, put.worked(area.incident()));
        }
        return area;
    }

    private void refuseStranger(Caller caller, IncidentId worked) {
        boolean onlyUnit = !caller.hasAny(Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER);
        if (onlyUnit && caller.unit().filter(unit -> orders.has(worked, unit)).isEmpty()) {
            String unit = caller.unit().orElse("no unit");
            throw Refusal.of(
                            Reason.ACCESS_DENIED,
                            caller.subject() + " speaks for " + unit + ", which has no open order for " + worked.name()
                                    + ". Have the desk tell the fact, or what is known.")
                    .with("unit", unit)
                    .asException();
        }
    }
}
