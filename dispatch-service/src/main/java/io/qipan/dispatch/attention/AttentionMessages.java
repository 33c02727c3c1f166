package io.qipan.dispatch.attention;

import io.qipan.dispatch.attention.Attentions.Count;
import io.qipan.dispatch.attention.Attentions.Rest;
import io.qipan.dispatch.attention.model.Attention;
import io.qipan.dispatch.attention.model.AttentionKind;
import io.qipan.dispatch.attention.model.AttentionState.Open;
import io.qipan.dispatch.attention.model.AttentionState.Settled;
import io.qipan.dispatch.attention.model.AttentionState.Taken;
import io.qipan.dispatch.attention.model.AttentionState.Untaken;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.Attention.State;
import io.qipan.proto.dispatch.v1.Attention.Urgency;
import io.qipan.proto.dispatch.v1.AttentionCount;
import io.qipan.proto.dispatch.v1.AttentionRest;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;

/** Attentions on the wire. */
final class AttentionMessages {

    private AttentionMessages() {}

    static io.qipan.proto.dispatch.v1.Attention message(Attention attention) {
        io.qipan.proto.dispatch.v1.Attention.Builder message = io.qipan.proto.dispatch.v1.Attention.newBuilder()
                .setName(attention.id().name())
                .setEtag(Etag.of(attention.version()))
                .setState(State.valueOf(attention.state().word().toUpperCase(Locale.ROOT)))
                .setKind(kind(attention.occasion().kind()))
                .setResource(attention.occasion().resource())
                .setIncident(attention.incident().map(IncidentId::name).orElse(""))
                .setDrill(attention.drill())
                .setUrgency(urgency(attention.urgency()))
                .setText(attention.occasion().text())
                .setFirstAt(Times.message(attention.firstAt()))
                .setLastAt(Times.message(attention.lastAt()))
                .setTimes(attention.occasion().times())
                .setOwner(attention.owner());
        if (attention.state() instanceof Open open) {
            message.setNextDeadlineAt(Times.message(open.nextDeadlineAt())).setReminders(open.reminders());
        }
        switch (attention.state()) {
            case Untaken _ -> {}
            case Taken taken -> message.setTakenAt(Times.message(taken.at()));
            case Settled settled ->
                message.setSettledAt(Times.message(settled.at()))
                        .setSettledBy(settled.by())
                        .setNote(settled.note());
        }
        return message.build();
    }

    static AttentionRest message(Rest rest) {
        return AttentionRest.newBuilder()
                .setKind(kind(rest.kind()))
                .setCount(rest.count())
                .setUrgency(urgency(rest.urgency()))
                .setOldestAt(Times.message(rest.oldestAt()))
                .build();
    }

    static AttentionCount message(Count count) {
        return AttentionCount.newBuilder()
                .setKind(kind(count.kind()))
                .setUrgency(urgency(count.urgency()))
                .setOpen(count.open())
                .setUntaken(count.untaken())
                .setOldestAt(Times.message(count.oldestAt()))
                .build();
    }

    private static Kind kind(AttentionKind kind) {
        return kind == AttentionKind.UNKNOWN ? Kind.KIND_UNSPECIFIED : Kind.valueOf(kind.name());
    }

    private static Urgency urgency(io.qipan.dispatch.attention.model.Urgency urgency) {
        return Urgency.valueOf(urgency.name());
    }
}
