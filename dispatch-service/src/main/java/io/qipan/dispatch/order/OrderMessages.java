package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.Escalation;
import io.qipan.dispatch.order.model.Ladder;
import io.qipan.dispatch.order.model.Milestone;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.OrderState.Open;
import io.qipan.dispatch.order.model.OrderState.Over;
import io.qipan.proto.dispatch.v1.Order.State;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;

/** Orders on the wire. */
final class OrderMessages {

    private OrderMessages() {}

    static io.qipan.proto.dispatch.v1.Order message(Order order) {
        io.qipan.proto.dispatch.v1.Order.Builder message = io.qipan.proto.dispatch.v1.Order.newBuilder()
                .setName(order.id().name())
                .setEtag(Etag.of(order.version()))
                .setState(State.valueOf(order.state().word().toUpperCase(Locale.ROOT)))
                .setIncident(order.incident().name())
                .setUnit(order.unit())
                .setInstruction(order.instruction())
                .setOwner(order.owner())
                .addAllMilestones(
                        order.milestones().stream().map(OrderMessages::message).toList())
                .addAllEscalations(
                        order.escalations().stream().map(OrderMessages::message).toList())
                .setDivertedFrom(order.divertedFrom().map(OrderId::name).orElse(""))
                .setDrill(order.drill());
        switch (order.state()) {
            case Open open -> message.setNextDeadlineAt(Times.message(open.nextDeadlineAt()));
            case Over over -> message.setReason(over.reason());
        }
        return message.build();
    }

    static io.qipan.proto.dispatch.v1.Order.Milestone message(Milestone milestone) {
        return io.qipan.proto.dispatch.v1.Order.Milestone.newBuilder()
                .setKind(milestone.kind())
                .setOccurredAt(Times.message(milestone.occurredAt()))
                .setRecordedAt(Times.message(milestone.recordedAt()))
                .setOutOfOrder(milestone.outOfOrder())
                .setLate(milestone.late())
                .setReportedBy(milestone.reportedBy())
                .setByVoice(milestone.byVoice())
                .build();
    }

    static Milestone milestone(io.qipan.proto.dispatch.v1.Order.Milestone message) {
        return new Milestone(
                message.getKind(),
                Times.instant(message.getOccurredAt()),
                Times.instant(message.getRecordedAt()),
                message.getOutOfOrder(),
                message.getLate(),
                message.getReportedBy(),
                message.getByVoice());
    }

    static io.qipan.proto.dispatch.v1.Order.Escalation message(Escalation escalation) {
        return io.qipan.proto.dispatch.v1.Order.Escalation.newBuilder()
                .setStep(escalation.step())
                .setAction(escalation.action().word())
                .setAt(Times.message(escalation.at()))
                .build();
    }

    static Escalation escalation(io.qipan.proto.dispatch.v1.Order.Escalation message) {
        return new Escalation(
                message.getStep(),
                Ladder.Action.valueOf(message.getAction().toUpperCase(Locale.ROOT)),
                Times.instant(message.getAt()));
    }
}
