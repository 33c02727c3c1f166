package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.Closing;
import io.qipan.dispatch.missingperson.model.Closing.Means;
import io.qipan.dispatch.missingperson.model.Closing.Outcome;
import io.qipan.dispatch.missingperson.model.MissingNotice;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.NoticeState.Draft;
import io.qipan.dispatch.missingperson.model.NoticeState.End;
import io.qipan.dispatch.missingperson.model.NoticeState.Released;
import io.qipan.dispatch.missingperson.model.NoticeState.Withdrawing;
import io.qipan.dispatch.missingperson.model.SearchSector;
import io.qipan.dispatch.missingperson.model.SectorState.Assigned;
import io.qipan.proto.dispatch.v1.CloseSearchRequest;
import io.qipan.proto.dispatch.v1.FindingMeans;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Closes a search. That somebody is found must not wait for a channel or a radio: what is left, notices to withdraw and
 * searchers to recall, becomes work of its own that is due.
 */
@Singleton
class CloseSearch {
    private final MissingSearchRecords records;
    private final SearchSectorRecords sectors;
    private final MissingNoticeRecords notices;
    private final LockedMessages locked;
    private final DispatchSettings settings;
    private final InstantSource clock;

    CloseSearch(
            MissingSearchRecords records,
            SearchSectorRecords sectors,
            MissingNoticeRecords notices,
            LockedMessages locked,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.sectors = sectors;
        this.notices = notices;
        this.locked = locked;
        this.settings = settings;
        this.clock = clock;
    }

    /** What is left to be done. */
    record Closed(MissingSearch search, int noticesDue, int sectorsAssigned) {}

    Closed close(CloseSearchRequest request, Caller caller) {
        Instant now = Times.now(clock);
        MissingSearch search = records.lock(MissingSearchId.parse(request.getName()), request.getEtag());
        Closing closing = closing(request, caller, now);
        MissingSearch closed = search.close(closing, request.hasFoundPlace()).orRefuse();
        if (request.hasFoundPlace()) {
            // Refuses a place that is none.
            Location ignored = PlaceMessages.location(request.getFoundPlace(), caller.subject(), now);
            locked.keep(search.id().name() + ShowMissingPerson.FOUND, search.id(), request.getFoundPlace());
        }
        records.change(closed, "missing_search.closed", closing.happenedAt(), request.getRationale());
        return new Closed(closed, endNotices(search, closing), haveRecalled(search, now));
    }

    private static Closing closing(CloseSearchRequest request, Caller caller, Instant now) {
        return new Closing(
                Outcome.valueOf(request.getOutcome().name()),
                request.getMeans() == FindingMeans.FINDING_MEANS_UNSPECIFIED
                        ? Optional.empty()
                        : Optional.of(Means.valueOf(request.getMeans().name())),
                Optional.of(request.getOptionalFoundBy()).filter(by -> !by.isEmpty()),
                Optional.of(request.getOptionalHandedTo()).filter(to -> !to.isEmpty()),
                Times.occurred(request.hasHappenedAt(), request.getHappenedAt(), now),
                now,
                caller.subject(),
                request.getRationale());
    }

    private int endNotices(MissingSearch search, Closing closing) {
        End end = new End(closing.closedAt(), closing.closedBy(), "The search was closed: " + closing.outcome());
        int due = 0;
        for (MissingNotice known : notices.of(search.id())) {
            MissingNotice notice = notices.lock(known.id());
            boolean ends = notice.state() instanceof Draft
                    || notice.state() instanceof Released && closing.outcome().endsNotices();
            if (ends) {
                MissingNotice ended = notices.change(
                        notice.withdraw(end, end.at().plus(settings.withdrawMissingNotice()))
                                .orRefuse(),
                        WorkNotice.action(notice),
                        end.at(),
                        end.reason());
                due += ended.state() instanceof Withdrawing ? 1 : 0;
            }
        }
        return due;
    }

    private int haveRecalled(MissingSearch search, Instant now) {
        int assigned = 0;
        for (SearchSector known : sectors.of(search.id())) {
            SearchSector sector = sectors.lock(known.id());
            if (sector.state() instanceof Assigned) {
                var ignored = sectors.change(
                        sector.lookedAtFrom(now), "search_sector.recall_due", now, "The search was closed");
                assigned++;
            }
        }
        return assigned;
    }
}
