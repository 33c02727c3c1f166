package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyShortfall;
import io.qipan.patrol.duty.model.ShortfallState.Found;
import io.qipan.patrol.duty.model.ShortfallState.Settled;
import io.qipan.patrol.duty.model.ShortfallState.Taken;
import io.qipan.proto.patrol.v1.DutyShortfall.Settlement;
import io.qipan.proto.patrol.v1.DutyShortfall.State;
import io.qipan.runtime.rpc.Times;

/** Shortfalls on the wire. */
final class ShortfallMessages {
    private ShortfallMessages() {}

    static io.qipan.proto.patrol.v1.DutyShortfall message(DutyShortfall shortfall) {
        io.qipan.proto.patrol.v1.DutyShortfall.Builder message = io.qipan.proto.patrol.v1.DutyShortfall.newBuilder()
                .setName(shortfall.name())
                .setEtag(shortfall.etag())
                .setOrder(DutyOrder.name(shortfall.order()))
                .setLevel(shortfall.level())
                .setNeeded(DutyMessages.message(
                        shortfall.count().post(), shortfall.count().needed()))
                .setOnDuty(shortfall.count().onDuty())
                .setMissing(shortfall.count().missing())
                .setMostMissing(shortfall.mostMissing())
                .setOwner(shortfall.owner())
                .setFoundAt(Times.message(shortfall.foundAt()))
                .setReminders(shortfall.reminders());
        shortfall
                .state()
                .taking()
                .ifPresent(
                        taking -> message.setTakenAt(Times.message(taking.at())).setNote(taking.note()));
        switch (shortfall.state()) {
            case Found found -> message.setState(State.OPEN).setNextReminderAt(Times.message(found.nextReminderAt()));
            case Taken taken -> message.setState(State.TAKEN).setNextReminderAt(Times.message(taken.nextReminderAt()));
            case Settled settled ->
                message.setState(State.SETTLED)
                        .setSettledAt(Times.message(settled.at()))
                        .setSettlement(Settlement.valueOf(settled.how().name()));
        }
        return message.build();
    }
}
