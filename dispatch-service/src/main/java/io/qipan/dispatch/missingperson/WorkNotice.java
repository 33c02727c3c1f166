package io.qipan.dispatch.missingperson;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.MissingNoticeId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.Basis;
import io.qipan.dispatch.missingperson.model.Fact;
import io.qipan.dispatch.missingperson.model.MissingNotice;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.NoticeChannel;
import io.qipan.dispatch.missingperson.model.NoticeChannel.HandOver;
import io.qipan.dispatch.missingperson.model.NoticeChannel.TakenDown;
import io.qipan.dispatch.missingperson.model.NoticeState.Act;
import io.qipan.dispatch.missingperson.model.NoticeState.Draft;
import io.qipan.dispatch.missingperson.model.NoticeState.End;
import io.qipan.dispatch.missingperson.model.NoticeState.Over;
import io.qipan.proto.dispatch.v1.ConfirmNoticeWithdrawalRequest;
import io.qipan.proto.dispatch.v1.DraftNoticeRequest;
import io.qipan.proto.dispatch.v1.MissingPerson;
import io.qipan.proto.dispatch.v1.NoticeContent;
import io.qipan.proto.dispatch.v1.RecordNoticeHandOverRequest;
import io.qipan.proto.dispatch.v1.ReleaseNoticeRequest;
import io.qipan.proto.dispatch.v1.WithdrawNoticeRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** The steps of a notice: each loads it, decides, saves and tells. */
@Singleton
class WorkNotice {
    private final MissingNoticeRecords records;
    private final MissingSearchRecords searches;
    private final LockedMessages locked;
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkNotice(
            MissingNoticeRecords records,
            MissingSearchRecords searches,
            LockedMessages locked,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.locked = locked;
        this.settings = settings;
        this.clock = clock;
    }

    /** What its withdrawal is called. */
    static String action(MissingNotice before) {
        return before.state() instanceof Draft ? "missing_notice.discarded" : "missing_notice.withdrawing";
    }

    MissingNotice draft(DraftNoticeRequest request, Caller caller) {
        Instant now = Times.now(clock);
        MissingSearch search = searches.lock(MissingSearchId.parse(request.getSearch()))
                .whileOpen("have a notice drafted")
                .orRefuse();
        refuseTooMany(search);
        Set<Fact> facts = MissingNoticeMessages.facts(request.getFactsList());
        Basis basis = MissingNoticeMessages.basis(request.getBasis())
                .carries(facts, search.missing().ageGroup(), search.id().name())
                .orRefuse();
        MissingNotice notice = new MissingNotice(
                new MissingNoticeId(UuidCreator.getTimeOrderedEpoch()),
                1,
                new Draft(now.plus(settings.checkMissingNotice())),
                search.id(),
                facts,
                basis,
                request.getChannelsList().stream().map(NoticeChannel::named).toList(),
                search.owner(),
                new Act(now, caller.subject()),
                0,
                search.drill());
        NoticeContent content = content(notice, search, request.getContact());
        MissingNotice drafted = records.add(notice);
        locked.keep(drafted.id().name(), search.id(), content);
        return drafted;
    }

    private void refuseTooMany(MissingSearch search) {
        if (records.of(search.id()).size() >= MissingNoticeRecords.MOST_OF_SEARCH) {
            throw Refusal.illegalTransition(
                            search.id().name(),
                            search.state().word(),
                            "have more than " + MissingNoticeRecords.MOST_OF_SEARCH + " notices")
                    .asException();
        }
    }

    private NoticeContent content(MissingNotice notice, MissingSearch search, String contact) {
        MissingPerson person =
                locked.find(search.id().name(), MissingPerson.parser()).orElseThrow();
        NoticeContent content =
                PersonFacts.content(notice.id(), person, search.missing().lastSeenAt(), notice.facts(), contact);
        NoticeContent nothing = NoticeContent.newBuilder()
                .setNotice(content.getNotice())
                .setContact(content.getContact())
                .build();
        if (content.equals(nothing)) {
            throw Refusal.of(
                            Reason.NOTICE_REFUSED,
                            "The record of " + search.id().name() + " knows none of " + notice.facts()
                                    + ". Tell something that it knows.")
                    .with("resource", search.id().name())
                    .with("why", "unknown")
                    .asException();
        }
        return content;
    }

    MissingNotice release(ReleaseNoticeRequest request, Caller caller) {
        Instant now = Times.now(clock);
        MissingNotice notice = records.lock(MissingNoticeId.parse(request.getName()), request.getEtag());
        MissingNotice released = notice.release(new Act(now, caller.subject()), now.plus(settings.checkMissingNotice()))
                .then(this::carried)
                .orRefuse();
        // Refuses what nobody can read any more: it could not be handed to anybody.
        NoticeContent ignored =
                locked.find(notice.id().name(), NoticeContent.parser()).orElseThrow();
        return records.change(released, "missing_notice.released", now, "");
    }

    /** More may be known of the person than when it was drafted. */
    private Decision<MissingNotice> carried(MissingNotice notice) {
        return notice.carried(searches.get(notice.search()).missing().ageGroup());
    }

    MissingNotice handOver(RecordNoticeHandOverRequest request, Caller caller) {
        Instant at = Times.occurred(request.hasHandedOverAt(), request.getHandedOverAt(), Times.now(clock));
        MissingNotice handed = records.lock(MissingNoticeId.parse(request.getName()), request.getEtag())
                .handOver(request.getChannel(), new HandOver(at, caller.subject()))
                .then(this::carried)
                .orRefuse();
        return records.change(handed, "missing_notice.handed_over", at, request.getChannel());
    }

    MissingNotice withdraw(WithdrawNoticeRequest request, Caller caller) {
        Instant now = Times.now(clock);
        MissingNotice notice = records.lock(MissingNoticeId.parse(request.getName()), request.getEtag());
        MissingNotice ended = notice.withdraw(
                        new End(now, caller.subject(), request.getReason()), now.plus(settings.withdrawMissingNotice()))
                .orRefuse();
        return records.change(ended, action(notice), now, request.getReason());
    }

    MissingNotice confirm(ConfirmNoticeWithdrawalRequest request) {
        Instant at = Times.occurred(request.hasTakenDownAt(), request.getTakenDownAt(), Times.now(clock));
        MissingNotice down = records.lock(MissingNoticeId.parse(request.getName()), request.getEtag())
                .takeDown(request.getChannel(), new TakenDown(at, request.getConfirmedBy()))
                .orRefuse();
        String action = down.state() instanceof Over ? "missing_notice.withdrawn" : "missing_notice.taken_down";
        return records.change(down, action, at, request.getChannel());
    }
}
