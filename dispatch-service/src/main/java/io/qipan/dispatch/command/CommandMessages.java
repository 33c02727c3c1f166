package io.qipan.dispatch.command;

import io.qipan.dispatch.command.model.CommandNotice;
import io.qipan.dispatch.command.model.CommandOrder;
import io.qipan.dispatch.command.model.CommandState.Complete;
import io.qipan.dispatch.command.model.CommandState.Open;
import io.qipan.dispatch.command.model.CommandState.Withdrawn;
import io.qipan.dispatch.command.model.NoticeState.Escalated;
import io.qipan.dispatch.command.model.NoticeState.Over;
import io.qipan.dispatch.command.model.NoticeState.Waiting;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.proto.dispatch.v1.CommandCounts;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;
import java.util.Map;

/** Command orders and notices on the wire. */
final class CommandMessages {

    private CommandMessages() {}

    static io.qipan.proto.dispatch.v1.CommandOrder message(CommandOrder order) {
        io.qipan.proto.dispatch.v1.CommandOrder.Builder message = io.qipan.proto.dispatch.v1.CommandOrder.newBuilder()
                .setName(order.name())
                .setEtag(Etag.of(order.version()))
                .setState(io.qipan.proto.dispatch.v1.CommandOrder.State.valueOf(
                        order.state().word().toUpperCase(Locale.ROOT)))
                .setKind(kind(order.brief().kind()))
                .setTitle(order.brief().title())
                .setText(order.text())
                .setBasis(order.basis())
                .setExercise(order.brief().exercise())
                .setIssuer(order.issuer())
                .setOwner(order.owner())
                .setIssuedAt(Times.message(order.issuedAt()))
                .setAcknowledgeBy(Times.message(order.acknowledgeBy()))
                .setRecipients(order.recipients());
        order.brief().doneBy().map(Times::message).ifPresent(message::setDoneBy);
        order.state().nextLookAt().map(Times::message).ifPresent(message::setNextDeadlineAt);
        switch (order.state()) {
            case Open _ -> {}
            case Complete complete -> message.setCompletedAt(Times.message(complete.at()));
            case Withdrawn withdrawn -> {
                withdrawn.completedAt().map(Times::message).ifPresent(message::setCompletedAt);
                message.setWithdrawnAt(Times.message(withdrawn.at()))
                        .setWithdrawnBy(withdrawn.by())
                        .setWithdrawReason(withdrawn.reason());
            }
        }
        return message.build();
    }

    private static io.qipan.proto.dispatch.v1.CommandOrder.Kind kind(io.qipan.dispatch.command.model.CommandKind kind) {
        return io.qipan.proto.dispatch.v1.CommandOrder.Kind.valueOf(kind.name());
    }

    static io.qipan.proto.dispatch.v1.CommandNotice message(CommandNotice notice) {
        io.qipan.proto.dispatch.v1.CommandNotice.Builder message = io.qipan.proto.dispatch.v1.CommandNotice.newBuilder()
                .setName(notice.id().name())
                .setEtag(Etag.of(notice.version()))
                .setOrder(notice.brief().order().name())
                .setRecipient(notice.recipient())
                .setState(io.qipan.proto.dispatch.v1.CommandNotice.State.valueOf(
                        notice.state().word().toUpperCase(Locale.ROOT)))
                .setKind(kind(notice.brief().kind()))
                .setTitle(notice.brief().title())
                .setExercise(notice.brief().exercise())
                .setSentAt(Times.message(notice.sentAt()))
                .setAcknowledgeBy(Times.message(notice.acknowledgeBy()))
                .setByVoice(notice.heard().byVoice())
                .setHandovers(notice.heard().handovers());
        notice.brief().doneBy().map(Times::message).ifPresent(message::setDoneBy);
        notice.heard().deliveredAt().map(Times::message).ifPresent(message::setDeliveredAt);
        notice.heard().escalatedAt().map(Times::message).ifPresent(message::setEscalatedAt);
        notice.heard()
                .acknowledged()
                .ifPresent(read ->
                        message.setAcknowledgedAt(Times.message(read.at())).setAcknowledgedBy(read.by()));
        switch (notice.state()) {
            case Waiting waiting -> message.setReminded(waiting.reminded());
            case Escalated _ -> message.setReminded(true);
            case Over over ->
                message.setEndedAt(Times.message(over.at()))
                        .setEndedBy(over.by())
                        .setReason(over.reason());
        }
        return message.build();
    }

    static CommandCounts counts(Map<String, Integer> counts) {
        return CommandCounts.newBuilder()
                .setSent(counts.getOrDefault("sent", 0))
                .setDelivered(counts.getOrDefault("delivered", 0))
                .setAcknowledged(counts.getOrDefault("acknowledged", 0))
                .setDone(counts.getOrDefault("done", 0))
                .setFailed(counts.getOrDefault("failed", 0))
                .setDeclined(counts.getOrDefault("declined", 0))
                .setExcused(counts.getOrDefault("excused", 0))
                .setWithdrawn(counts.getOrDefault("withdrawn", 0))
                .setEscalated(counts.getOrDefault("escalated", 0))
                .build();
    }
}
