package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.missingperson.model.Basis;
import io.qipan.dispatch.missingperson.model.Fact;
import io.qipan.dispatch.missingperson.model.MissingNotice;
import io.qipan.dispatch.missingperson.model.NoticeChannel.HandOver;
import io.qipan.dispatch.missingperson.model.NoticeChannel.TakenDown;
import io.qipan.proto.dispatch.v1.MissingNotice.State;
import io.qipan.proto.dispatch.v1.NoticeBasis;
import io.qipan.proto.dispatch.v1.NoticeChannel;
import io.qipan.proto.dispatch.v1.NoticeFact;
import io.qipan.runtime.rpc.Times;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Notices on the wire. */
final class MissingNoticeMessages {

    private MissingNoticeMessages() {}

    static io.qipan.proto.dispatch.v1.MissingNotice message(MissingNotice notice) {
        io.qipan.proto.dispatch.v1.MissingNotice.Builder message = io.qipan.proto.dispatch.v1.MissingNotice.newBuilder()
                .setName(notice.id().name())
                .setEtag(Etag.of(notice.version()))
                .setState(State.valueOf(notice.state().word().toUpperCase(Locale.ROOT)))
                .setSearch(notice.search().name())
                .addAllFacts(messages(notice.facts()))
                .setBasis(NoticeBasis.newBuilder()
                        .setKind(NoticeBasis.Kind.valueOf(notice.basis().kind().name()))
                        .setGivenAs(notice.basis().givenAs())
                        .addAllFacts(messages(notice.basis().facts()))
                        .setCitation(notice.basis().citation()))
                .addAllChannels(notice.channels().stream()
                        .map(MissingNoticeMessages::message)
                        .toList())
                .setOwner(notice.owner())
                .setDraftedBy(notice.drafted().by())
                .setDraftedAt(Times.message(notice.drafted().at()))
                .setReminders(notice.reminders())
                .setDrill(notice.drill());
        notice.release()
                .ifPresent(release -> message.setReleasedBy(release.by()).setReleasedAt(Times.message(release.at())));
        notice.end()
                .ifPresent(end -> message.setWithdrawnBy(end.by())
                        .setWithdrawnAt(Times.message(end.at()))
                        .setWithdrawReason(end.reason()));
        notice.nextDeadlineAt().ifPresent(at -> message.setNextDeadlineAt(Times.message(at)));
        return message.build();
    }

    private static List<NoticeFact> messages(Collection<Fact> facts) {
        return facts.stream()
                .sorted()
                .map(fact -> NoticeFact.valueOf(fact.name()))
                .toList();
    }

    static Set<Fact> facts(Collection<NoticeFact> messages) {
        return messages.stream().map(fact -> Fact.valueOf(fact.name())).collect(Collectors.toUnmodifiableSet());
    }

    static Basis basis(NoticeBasis message) {
        return new Basis(
                Basis.Kind.valueOf(message.getKind().name()),
                message.getGivenAs(),
                facts(message.getFactsList()),
                message.getCitation());
    }

    static NoticeChannel message(io.qipan.dispatch.missingperson.model.NoticeChannel channel) {
        NoticeChannel.Builder message =
                NoticeChannel.newBuilder().setChannel(channel.name()).setState(NoticeChannel.State.OPEN);
        channel.handedOver()
                .ifPresent(done -> message.setState(NoticeChannel.State.HANDED_OVER)
                        .setHandedOverAt(Times.message(done.at()))
                        .setHandedOverBy(done.by()));
        channel.takenDown()
                .ifPresent(done -> message.setState(NoticeChannel.State.TAKEN_DOWN)
                        .setTakenDownAt(Times.message(done.at()))
                        .setConfirmedBy(done.confirmedBy()));
        return message.build();
    }

    static io.qipan.dispatch.missingperson.model.NoticeChannel channel(NoticeChannel message) {
        return new io.qipan.dispatch.missingperson.model.NoticeChannel(
                message.getChannel(),
                message.hasHandedOverAt()
                        ? Optional.of(new HandOver(Times.instant(message.getHandedOverAt()), message.getHandedOverBy()))
                        : Optional.empty(),
                message.hasTakenDownAt()
                        ? Optional.of(new TakenDown(Times.instant(message.getTakenDownAt()), message.getConfirmedBy()))
                        : Optional.empty());
    }
}
