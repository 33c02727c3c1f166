package io.qipan.dispatch.command;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.AcknowledgeCommandRequest;
import io.qipan.proto.dispatch.v1.Audience;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.ConfirmCommandDeliveryRequest;
import io.qipan.proto.dispatch.v1.ExcuseFromCommandRequest;
import io.qipan.proto.dispatch.v1.GetCommandNoticeRequest;
import io.qipan.proto.dispatch.v1.GetCommandOrderRequest;
import io.qipan.proto.dispatch.v1.GetCommandOrderResponse;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.proto.dispatch.v1.ListCommandNoticesRequest;
import io.qipan.proto.dispatch.v1.ReportCommandResultRequest;
import io.qipan.proto.dispatch.v1.ReportCommandResultRequest.Result;
import io.qipan.proto.dispatch.v1.WithdrawCommandOrderRequest;
import java.util.Comparator;
import java.util.List;

/** What one does with command orders at a desk or in a unit. */
record Commander(Desk desk) {

    static IssueCommandOrderRequest.Builder toKnow(String... recipients) {
        Audience.Builder audience = Audience.newBuilder();
        for (String recipient : recipients) {
            if (recipient.startsWith("units/")) {
                audience.addUnits(recipient);
            } else {
                audience.addPosts(recipient);
            }
        }
        return IssueCommandOrderRequest.newBuilder()
                .setRequestId(Desk.newId())
                .setKind(CommandOrder.Kind.INFORM)
                .setTitle("Bridge closed")
                .setText("The road bridge is closed from now on.")
                .setAudience(audience)
                .setAcknowledgeWithinS(120);
    }

    static IssueCommandOrderRequest.Builder toDo(String... recipients) {
        return toKnow(recipients).setKind(CommandOrder.Kind.EXECUTE).setDoneWithinS(1_800);
    }

    CommandOrder issue(IssueCommandOrderRequest.Builder request) {
        return desk.commands.issueCommandOrder(request.build()).getOrder();
    }

    GetCommandOrderResponse now(CommandOrder order) {
        return desk.commands.getCommandOrder(
                GetCommandOrderRequest.newBuilder().setName(order.getName()).build());
    }

    CommandNotice now(CommandNotice notice) {
        return desk.commands
                .getCommandNotice(GetCommandNoticeRequest.newBuilder()
                        .setName(notice.getName())
                        .build())
                .getNotice();
    }

    /** By recipient. */
    List<CommandNotice> notices(CommandOrder order) {
        return desk
                .commands
                .listCommandNotices(ListCommandNoticesRequest.newBuilder()
                        .setPageSize(1_000)
                        .setOptionalOrder(order.getName())
                        .build())
                .getNoticesList()
                .stream()
                .sorted(Comparator.comparing(CommandNotice::getRecipient))
                .toList();
    }

    CommandNotice deliver(CommandNotice notice) {
        return desk.commands
                .confirmCommandDelivery(ConfirmCommandDeliveryRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(notice.getName())
                        .setEtag(notice.getEtag())
                        .build())
                .getNotice();
    }

    CommandNotice acknowledge(CommandNotice notice) {
        return acknowledge(notice, false);
    }

    CommandNotice acknowledge(CommandNotice notice, boolean byVoice) {
        return desk.commands
                .acknowledgeCommand(AcknowledgeCommandRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(notice.getName())
                        .setEtag(notice.getEtag())
                        .setByVoice(byVoice)
                        .build())
                .getNotice();
    }

    CommandNotice report(CommandNotice notice, Result result, String reason) {
        return desk.commands
                .reportCommandResult(ReportCommandResultRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(notice.getName())
                        .setEtag(notice.getEtag())
                        .setResult(result)
                        .setReason(reason)
                        .build())
                .getNotice();
    }

    CommandNotice excuse(CommandNotice notice) {
        return desk.commands
                .excuseFromCommand(ExcuseFromCommandRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(notice.getName())
                        .setEtag(notice.getEtag())
                        .setReason("radio broken")
                        .build())
                .getNotice();
    }

    CommandOrder withdraw(CommandOrder order) {
        return desk.commands
                .withdrawCommandOrder(WithdrawCommandOrderRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .setReason("the water has fallen")
                        .build())
                .getOrder();
    }
}
