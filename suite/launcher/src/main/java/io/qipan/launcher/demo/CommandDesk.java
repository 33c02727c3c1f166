package io.qipan.launcher.demo;

import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.dispatch.v1.AcknowledgeCommandRequest;
import io.qipan.proto.dispatch.v1.Audience;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc.CommandOrderServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ExcuseFromCommandRequest;
import io.qipan.proto.dispatch.v1.GetCommandNoticeRequest;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.proto.dispatch.v1.ListCommandNoticesRequest;
import io.qipan.proto.dispatch.v1.ListCommandOrdersRequest;
import io.qipan.proto.dispatch.v1.WithdrawCommandOrderRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What commander and posts do about a command. */
final class CommandDesk {

    private static final int NEWEST = 200;

    private final Channel dispatch;
    private final Cast cast;
    private final Retries retries = new Retries(Duration.ofSeconds(60));

    CommandDesk(Channel dispatch, Cast cast) {
        this.dispatch = dispatch;
        this.cast = cast;
    }

    /** To take note of, as an exercise. */
    CommandOrder issue(String title, String text, List<String> posts, Duration acknowledgeWithin) {
        IssueCommandOrderRequest request = IssueCommandOrderRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setKind(CommandOrder.Kind.INFORM)
                .setTitle(title)
                .setText(text)
                .setAudience(Audience.newBuilder().addAllPosts(posts))
                .setExercise(true)
                .setAcknowledgeWithinS((int) acknowledgeWithin.toSeconds())
                .build();
        return retries.call(() -> commands(cast.commander()).issueCommandOrder(request))
                .getOrder();
    }

    List<CommandNotice> notices(String order) {
        ListCommandNoticesRequest request = ListCommandNoticesRequest.newBuilder()
                .setOptionalOrder(order)
                .setPageSize(NEWEST)
                .build();
        return retries.call(() -> commands(cast.dispatcher()).listCommandNotices(request))
                .getNoticesList();
    }

    /** The last that was seen of it, if it never becomes so. */
    CommandNotice until(CommandNotice notice, Predicate<CommandNotice> wanted) {
        GetCommandNoticeRequest request =
                GetCommandNoticeRequest.newBuilder().setName(notice.getName()).build();
        return retries.until(
                wanted,
                () -> commands(cast.commander()).getCommandNotice(request).getNotice());
    }

    CommandNotice acknowledge(CommandNotice notice) {
        AcknowledgeCommandRequest request = AcknowledgeCommandRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(notice.getName())
                .setEtag(notice.getEtag())
                .build();
        return retries.call(() -> commands(cast.post(notice.getRecipient())).acknowledgeCommand(request))
                .getNotice();
    }

    CommandNotice excuse(CommandNotice notice, String reason) {
        ExcuseFromCommandRequest request = ExcuseFromCommandRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(notice.getName())
                .setEtag(notice.getEtag())
                .setReason(reason)
                .build();
        return retries.call(() -> commands(cast.commander()).excuseFromCommand(request))
                .getNotice();
    }

    /** Nobody has to answer any more. */
    void withdraw(CommandOrder order, String reason) {
        WithdrawCommandOrderRequest request = WithdrawCommandOrderRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(order.getName())
                .setEtag(order.getEtag())
                .setReason(reason)
                .build();
        CommandOrder ignored = retries.call(() -> commands(cast.commander()).withdrawCommandOrder(request))
                .getOrder();
    }

    /** The one of an evening, by its text, among the newest. */
    Optional<CommandOrder> of(Evening evening) {
        ListCommandOrdersRequest request =
                ListCommandOrdersRequest.newBuilder().setPageSize(NEWEST).build();
        return retries.call(() -> commands(cast.dispatcher()).listCommandOrders(request)).getOrdersList().stream()
                .filter(order -> order.getText().contains(evening.reference()))
                .findFirst();
    }

    private CommandOrderServiceBlockingStub commands(CallCredentials who) {
        return CommandOrderServiceGrpc.newBlockingStub(dispatch).withCallCredentials(who);
    }
}
