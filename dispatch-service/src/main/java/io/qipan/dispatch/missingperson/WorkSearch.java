package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.Missing;
import io.qipan.dispatch.missingperson.model.MissingNotice;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.NoticeState.Draft;
import io.qipan.dispatch.missingperson.model.NoticeState.End;
import io.qipan.dispatch.missingperson.model.NoticeState.Released;
import io.qipan.dispatch.missingperson.model.SearchSector;
import io.qipan.proto.dispatch.v1.AmendMissingPersonRequest;
import io.qipan.proto.dispatch.v1.HoldSearchRequest;
import io.qipan.proto.dispatch.v1.TakeOverSearchRequest;
import io.qipan.proto.dispatch.v1.WidenSearchRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Refusal;
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
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkSearch(
            MissingSearchRecords records,
            SearchSectorRecords sectors,
            MissingNoticeRecords notices,
            LockedMessages locked,
            SearchPace pace,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.sectors = sectors;
        this.notices = notices;
        this.locked = locked;
        this.pace = pace;
        this.settings = settings;
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
        MissingSearch stored = records.change(amended, "missing_search.amended", now, reason(request, amended, now));
        endNotices(stored, caller, now);
        return stored;
    }

    private String reason(AmendMissingPersonRequest request, MissingSearch amended, Instant now) {
        return amended.keptFrom(pace.now(), now)
                .map(km ->
                        request.getReason() + " (held at " + amended.widestKm() + " km, the time asks for " + km + ")")
                .orElse(request.getReason());
    }

    /** Those that could not be drafted or released any more: what was agreed to for an adult may not do for a minor. */
    private void endNotices(MissingSearch amended, Caller caller, Instant now) {
        for (MissingNotice known : notices.of(amended.id())) {
            MissingNotice notice = notices.lock(known.id());
            boolean ends = notice.state() instanceof Draft || notice.state() instanceof Released;
            if (ends
                    && notice.carried(amended.missing().ageGroup())
                            instanceof Refused<MissingNotice>(Refusal refusal)) {
                End end = new End(now, caller.subject(), "The person was amended: " + refusal.message());
                var ignored = notices.change(
                        notice.withdraw(end, now.plus(settings.withdrawMissingNotice()))
                                .orRefuse(),
                        WorkNotice.action(notice),
                        now,
                        end.reason());
            }
        }
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
