package io.qipan.launcher.demo;

import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.dispatch.v1.ConfirmNoticeWithdrawalRequest;
import io.qipan.proto.dispatch.v1.DraftNoticeRequest;
import io.qipan.proto.dispatch.v1.ListMissingNoticesRequest;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingNoticeServiceGrpc;
import io.qipan.proto.dispatch.v1.MissingNoticeServiceGrpc.MissingNoticeServiceBlockingStub;
import io.qipan.proto.dispatch.v1.NoticeBasis;
import io.qipan.proto.dispatch.v1.NoticeChannel;
import io.qipan.proto.dispatch.v1.NoticeFact;
import io.qipan.proto.dispatch.v1.RecordNoticeHandOverRequest;
import io.qipan.proto.dispatch.v1.ReleaseNoticeRequest;
import io.qipan.proto.dispatch.v1.WithdrawNoticeRequest;
import java.time.Duration;
import java.util.List;

/** What dispatcher and commander do with notices to the public. In the demo nothing leaves the board. */
final class NoticeDesk {

    private final Channel dispatch;
    private final Cast cast;
    private final Retries retries = new Retries(Duration.ofSeconds(15));

    NoticeDesk(Channel dispatch, Cast cast) {
        this.dispatch = dispatch;
        this.cast = cast;
    }

    /** With the consent of a guardian to these facts. */
    MissingNotice draft(String search, List<NoticeFact> facts, List<String> channels) {
        DraftNoticeRequest request = DraftNoticeRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setSearch(search)
                .addAllFacts(facts)
                .setBasis(NoticeBasis.newBuilder()
                        .setKind(NoticeBasis.Kind.GUARDIAN)
                        .setGivenAs("mother")
                        .addAllFacts(facts))
                .setContact("110")
                .addAllChannels(channels)
                .build();
        return retries.call(() -> notices(cast.dispatcher()).draftNotice(request))
                .getNotice();
    }

    MissingNotice release(MissingNotice notice, CallCredentials who) {
        ReleaseNoticeRequest request = ReleaseNoticeRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(notice.getName())
                .setEtag(notice.getEtag())
                .build();
        return retries.call(() -> notices(who).releaseNotice(request)).getNotice();
    }

    /** To every channel. */
    MissingNotice handOver(MissingNotice notice) {
        MissingNotice last = notice;
        for (NoticeChannel channel : notice.getChannelsList()) {
            RecordNoticeHandOverRequest request = RecordNoticeHandOverRequest.newBuilder()
                    .setRequestId(RequestId.fresh())
                    .setName(last.getName())
                    .setEtag(last.getEtag())
                    .setChannel(channel.getChannel())
                    .build();
            last = retries.call(() -> notices(cast.dispatcher()).recordNoticeHandOver(request))
                    .getNotice();
        }
        return last;
    }

    MissingNotice withdraw(MissingNotice notice, String reason) {
        WithdrawNoticeRequest request = WithdrawNoticeRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(notice.getName())
                .setEtag(notice.getEtag())
                .setReason(reason)
                .build();
        return retries.call(() -> notices(cast.dispatcher()).withdrawNotice(request))
                .getNotice();
    }

    /** Every channel that has not confirmed yet does. */
    MissingNotice confirmWithdrawal(MissingNotice notice) {
        MissingNotice last = notice;
        for (NoticeChannel channel : notice.getChannelsList()) {
            if (channel.getState() != NoticeChannel.State.TAKEN_DOWN) {
                ConfirmNoticeWithdrawalRequest request = ConfirmNoticeWithdrawalRequest.newBuilder()
                        .setRequestId(RequestId.fresh())
                        .setName(last.getName())
                        .setEtag(last.getEtag())
                        .setChannel(channel.getChannel())
                        .setConfirmedBy("the editor on duty")
                        .build();
                last = retries.call(() -> notices(cast.dispatcher()).confirmNoticeWithdrawal(request))
                        .getNotice();
            }
        }
        return last;
    }

    List<MissingNotice> ofSearch(String search) {
        ListMissingNoticesRequest request =
                ListMissingNoticesRequest.newBuilder().setOptionalSearch(search).build();
        return retries.call(() -> notices(cast.dispatcher()).listMissingNotices(request))
                .getNoticesList();
    }

    private MissingNoticeServiceBlockingStub notices(CallCredentials who) {
        return MissingNoticeServiceGrpc.newBlockingStub(dispatch).withCallCredentials(who);
    }
}
