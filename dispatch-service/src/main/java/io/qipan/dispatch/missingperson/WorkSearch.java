package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.Missing;
import io.qipan.dispatch.missingperson.model.MissingNotice;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.SearchSector;
import io.qipan.proto.dispatch.v1.AmendMissingPersonRequest;
import io.qipan.proto.dispatch.v1.HoldSearchRequest;
import io.qipan.proto.dispatch.v1.TakeOverSearchRequest;
import io.qipan.proto.dispatch.v1.WidenSearchRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What people decide about a search while it goes on. */
@Singleton
class WorkSearch {
    private final MissingSearchRecords records;
    private final SearchSectorRecords sectors;
    private final MissingNoticeRecords notices;
    private final LockedMessages locked;
    private final SearchPace pace;
    private final InstantSource clock;

    WorkSearch(
            MissingSearchRecords records,
            SearchSectorRecords sectors,
            MissingNoticeRecords notices,
            LockedMessages locked,
            SearchPace pace,
            InstantSource clock) {
        this.records = records;
        this.sectors = sectors;
        this.notices = notices;
        this.locked = locked;
        this.pace = pace;
        this.clock = clock;
    }

    MissingSearch widen(WidenSearchRequest request, Caller caller) {
        Instant now = Times.now(clock);
        MissingSearch search = records.lock(MissingSearchId.parse(request.getName()), request.getEtag());
        MissingSearch wider = search.widen(
                        request.getRadiusKm(),
                        request.getAlsoTellList(),
                        request.getReason(),
                        caller.subject(),
                        pace.now(),
                        now)
                .orRefuse();
        return records.change(wider, "missing_search.widened", now, request.getReason());
    }

    MissingSearch amend(AmendMissingPersonRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Missing known = PersonFacts.missing(
                request.getPerson(),
                Times.occurred(true, request.getLastSeenAt(), now),
                Duration.ofSeconds(request.getLastSeenWithinS()),
                caller,
                now);
        MissingSearch search = records.lock(MissingSearchId.parse(request.getName()), request.getEtag());
        MissingSearch amended = search.amend(known, pace.now(), now).orRefuse();
        locked.keep(search.id().name(), search.id(), request.getPerson());
        return records.change(amended, "missing_search.amended", now, request.getReason());
    }

    MissingSearch hold(HoldSearchRequest request, Caller caller) {
        Instant now = Times.now(clock);
        MissingSearch search = records.lock(MissingSearchId.parse(request.getName()), request.getEtag());
        MissingSearch held = search.hold(Times.instant(request.getUntil()), request.getReason(), caller.subject(), now)
                .orRefuse();
        return records.change(held, "missing_search.held", now, request.getReason());
    }

    MissingSearch takeOver(TakeOverSearchRequest request, Caller caller) {
        Instant now = Times.now(clock);
        MissingSearch search = records.lock(MissingSearchId.parse(request.getName()), request.getEtag());
        for (SearchSector sector : sectors.of(search.id())) {
            var ignored = sectors.change(
                    sectors.lock(sector.id()).takeOver(caller.subject()), "search_sector.taken_over", now, "");
        }
        for (MissingNotice notice : notices.of(search.id())) {
            if (notice.nextDeadlineAt().isPresent()) {
                var ignored = notices.change(
                        notices.lock(notice.id()).takeOver(caller.subject()), "missing_notice.taken_over", now, "");
            }
        }
        return records.change(search.takeOver(caller.subject()), "missing_search.taken_over", now, "");
    }
}
