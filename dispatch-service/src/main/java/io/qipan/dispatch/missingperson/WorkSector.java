package io.qipan.dispatch.missingperson;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.id.model.SearchSectorId;
import io.qipan.dispatch.missingperson.SearchSectorRecords.Held;
import io.qipan.dispatch.missingperson.model.Coverage;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.SearchSector;
import io.qipan.dispatch.missingperson.model.SectorPass;
import io.qipan.dispatch.missingperson.model.SectorState.Planned;
import io.qipan.proto.dispatch.v1.AddSectorRequest;
import io.qipan.proto.dispatch.v1.AssignSectorRequest;
import io.qipan.proto.dispatch.v1.RecallSectorRequest;
import io.qipan.proto.dispatch.v1.RepeatSectorRequest;
import io.qipan.proto.dispatch.v1.ReportSectorRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.place.Shape.Region;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The steps of a sector: each loads it, decides, saves and tells. */
@Singleton
class WorkSector {
    /** Other organisations send whom they have; of those nobody tells us. */
    private static final String UNITS = "units/";

    private final SearchSectorRecords records;
    private final MissingSearchRecords searches;
    private final SearchingUnits units;
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkSector(
            SearchSectorRecords records,
            MissingSearchRecords searches,
            SearchingUnits units,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.units = units;
        this.settings = settings;
        this.clock = clock;
    }

    SearchSector add(AddSectorRequest request) {
        Region area = SearchSectorMessages.region(request.getArea());
        MissingSearch search = searches.lock(MissingSearchId.parse(request.getSearch()))
                .whileOpen("be divided")
                .orRefuse();
        if (records.of(search.id()).size() >= SearchSectorRecords.MOST_OF_SEARCH) {
            throw Refusal.illegalTransition(
                            search.id().name(),
                            search.state().word(),
                            "have more than " + SearchSectorRecords.MOST_OF_SEARCH + " sectors")
                    .asException();
        }
        return records.add(new SearchSector(
                new SearchSectorId(UuidCreator.getTimeOrderedEpoch()),
                1,
                new Planned(),
                search.id(),
                request.getLabel(),
                area,
                Coverage.areaM2(area),
                "",
                List.of(),
                search.owner(),
                Times.now(clock),
                0,
                search.drill()));
    }

    SearchSector assign(AssignSectorRequest request) {
        Instant now = Times.now(clock);
        Held held = records.lock(SearchSectorId.parse(request.getName()), request.getEtag());
        if (request.getSearcher().startsWith(UNITS) && !units.has(request.getSearcher())) {
            throw Refusal.notFound(request.getSearcher()).asException();
        }
        SearchSector assigned = held.search()
                .whileOpen("have a sector assigned")
                .then(open -> held.sector().assign(request.getSearcher(), now, now.plus(settings.checkSearchSector())))
                .orRefuse();
        return records.change(assigned, "search_sector.assigned", now, "");
    }

    SearchSector recall(RecallSectorRequest request) {
        SearchSector recalled = records.lock(SearchSectorId.parse(request.getName()), request.getEtag())
                .sector()
                .recall()
                .orRefuse();
        return records.change(recalled, "search_sector.recalled", Times.now(clock), request.getReason());
    }

    SearchSector report(ReportSectorRequest request, Caller caller) {
        Instant now = Times.now(clock);
        SearchSector sector = records.lock(SearchSectorId.parse(request.getName()), request.getEtag())
                .sector();
        caller.mayActFor(sector.searcher());
        Instant until = Times.occurred(request.hasUntil(), request.getUntil(), now);
        SectorPass pass = new SectorPass(
                sector.searcher(),
                Times.occurred(true, request.getFrom(), now),
                until,
                request.getShare(),
                request.getShareWithin(),
                request.getHow(),
                caller.subject(),
                now);
        return records.change(sector.report(pass).orRefuse(), "search_sector.searched", until, request.getHow());
    }

    SearchSector repeat(RepeatSectorRequest request) {
        Held held = records.lock(SearchSectorId.parse(request.getName()), request.getEtag());
        SearchSector again = held.search()
                .whileOpen("have a sector searched again")
                .then(open -> held.sector().repeat())
                .orRefuse();
        return records.change(again, "search_sector.search_again", Times.now(clock), request.getReason());
    }
}
