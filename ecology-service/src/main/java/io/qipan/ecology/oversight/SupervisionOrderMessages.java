package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.ecology.oversight.model.SupervisionOrder;
import io.qipan.ecology.oversight.model.SupervisionOrder.Order;
import io.qipan.ecology.oversight.model.SupervisionOrder.State;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.UUID;

/** Supervision orders on the wire and in the model. */
final class SupervisionOrderMessages {
    private SupervisionOrderMessages() {}

    static io.qipan.proto.ecology.v1.SupervisionOrder message(SupervisionOrder order) {
        io.qipan.proto.ecology.v1.SupervisionOrder.Builder message =
                io.qipan.proto.ecology.v1.SupervisionOrder.newBuilder()
                        .setName(order.name())
                        .setEtag(order.etag())
                        .setCase(order.order().caseName())
                        .setState(io.qipan.proto.ecology.v1.SupervisionOrder.State.valueOf(order.stateCode()))
                        .setDemand(order.order().demand())
                        .setResponsible(order.order().responsible())
                        .setIssuer(order.order().issuer())
                        .setIssuedAt(Times.message(order.order().issuedAt()))
                        .setDueAt(Times.message(order.dueAt()))
                        .setStateSince(Times.message(order.state().since()))
                        .setLate(order.late())
                        .setReport(order.report())
                        .setReportedBy(order.reportedBy())
                        .setReason(order.reason());
        if (order.state() instanceof State.Reported(Instant _, Instant decideBy)) {
            message.setDecideBy(Times.message(decideBy));
        }
        return message.build();
    }

    static SupervisionOrder entry(io.qipan.proto.ecology.v1.SupervisionOrder message) {
        return new SupervisionOrder(
                UUID.fromString(message.getName()
                        .substring(EntryKind.SUPERVISION_ORDER.prefix().length())),
                Long.parseLong(message.getEtag()),
                new Order(
                        message.getCase(),
                        message.getDemand(),
                        message.getResponsible(),
                        message.getIssuer(),
                        Times.instant(message.getIssuedAt())),
                Times.instant(message.getDueAt()),
                message.getLate(),
                message.getReport(),
                message.getReportedBy(),
                message.getReason(),
                state(message));
    }

    private static State state(io.qipan.proto.ecology.v1.SupervisionOrder message) {
        Instant since = Times.instant(message.getStateSince());
        return switch (message.getState()) {
            case ISSUED -> new State.Issued(since);
            case OVERDUE -> new State.Overdue(since);
            case REPORTED -> new State.Reported(since, Times.instant(message.getDecideBy()));
            case FULFILLED -> new State.Fulfilled(since);
            case WITHDRAWN -> new State.Withdrawn(since);
            case STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("Unknown state of " + message.getName());
        };
    }
}
