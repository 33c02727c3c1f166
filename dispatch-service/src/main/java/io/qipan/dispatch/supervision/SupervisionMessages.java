package io.qipan.dispatch.supervision;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.supervision.model.Demand;
import io.qipan.dispatch.supervision.model.Progress;
import io.qipan.dispatch.supervision.model.SupervisionOrder;
import io.qipan.dispatch.supervision.model.SupervisionState.Open;
import io.qipan.dispatch.supervision.model.SupervisionState.Over;
import io.qipan.proto.dispatch.v1.SupervisionOrder.State;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;

/** Supervision orders on the wire. */
final class SupervisionMessages {

    private SupervisionMessages() {}

    static io.qipan.proto.dispatch.v1.SupervisionOrder message(SupervisionOrder order) {
        Demand demand = order.demand();
        Progress progress = order.progress();
        io.qipan.proto.dispatch.v1.SupervisionOrder.Builder message =
                io.qipan.proto.dispatch.v1.SupervisionOrder.newBuilder()
                        .setName(order.id().name())
                        .setEtag(Etag.of(order.version()))
                        .setState(State.valueOf(order.state().word().toUpperCase(Locale.ROOT)))
                        .setSubject(demand.subject())
                        .setIncident(demand.incident().map(IncidentId::name).orElse(""))
                        .setDrill(demand.drill())
                        .setDemand(demand.text())
                        .setAddressee(demand.addressee())
                        .setOwner(order.owner())
                        .setIssuer(demand.issuer())
                        .setIssuedAt(Times.message(demand.issuedAt()))
                        .setSignBy(Times.message(demand.signBy()))
                        .setDueAt(Times.message(progress.dueAt()))
                        .setEscalated(order.isEscalated())
                        .setLate(progress.late())
                        .setReturns(progress.returns())
                        .setReason(progress.reason());
        progress.signed()
                .ifPresent(signed ->
                        message.setSignedAt(Times.message(signed.at())).setSignedBy(signed.by()));
        progress.answered()
                .ifPresent(answer ->
                        message.setAnsweredAt(Times.message(answer.at())).setAnswer(answer.text()));
        switch (order.state()) {
            case Open open ->
                message.setNextDeadlineAt(Times.message(open.clock().nextDeadlineAt()))
                        .setReminders(open.clock().reminders());
            case Over over -> message.setOverAt(Times.message(over.at())).setOverBy(over.by());
        }
        return message.build();
    }
}
