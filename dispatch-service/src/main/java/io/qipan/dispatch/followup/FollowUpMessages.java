package io.qipan.dispatch.followup;

import io.qipan.dispatch.followup.model.FollowUp;
import io.qipan.dispatch.followup.model.FollowUpState.Over;
import io.qipan.dispatch.followup.model.FollowUpState.Owed;
import io.qipan.dispatch.followup.model.Satisfaction;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.proto.dispatch.v1.FollowUp.State;
import io.qipan.proto.dispatch.v1.Rating;
import io.qipan.proto.dispatch.v1.SummarizeSatisfactionResponse;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;

/** Follow-ups on the wire. */
final class FollowUpMessages {

    private FollowUpMessages() {}

    static io.qipan.proto.dispatch.v1.FollowUp message(FollowUp followUp) {
        io.qipan.proto.dispatch.v1.FollowUp.Builder message = io.qipan.proto.dispatch.v1.FollowUp.newBuilder()
                .setName(followUp.id().name())
                .setEtag(Etag.of(followUp.version()))
                .setState(State.valueOf(followUp.state().word().toUpperCase(Locale.ROOT)))
                .setIncident(followUp.incident().name())
                .setCall(followUp.call().name())
                .setOwner(followUp.owner())
                .setOpenedAt(Times.message(followUp.openedAt()))
                .setOverdue(followUp.state() instanceof Owed owed && owed.overdue())
                .setText(followUp.heard().text())
                .setNote(followUp.note());
        followUp.nextDeadlineAt().map(Times::message).ifPresent(message::setNextDeadlineAt);
        followUp.heard().sentAt().map(Times::message).ifPresent(message::setSentAt);
        followUp.heard().deliveredAt().map(Times::message).ifPresent(message::setDeliveredAt);
        followUp.heard()
                .rated()
                .ifPresent(rated ->
                        message.setRating(Rating.valueOf(rated.rating().name())).setRatedAt(Times.message(rated.at())));
        if (followUp.state() instanceof Over over) {
            message.setOverAt(Times.message(over.at()));
        }
        return message.build();
    }

    static SummarizeSatisfactionResponse message(Satisfaction satisfaction) {
        return SummarizeSatisfactionResponse.newBuilder()
                .setSatisfaction(satisfaction.share())
                .setN(satisfaction.n())
                .setSatisfied(satisfaction.satisfied())
                .setBasicallySatisfied(satisfaction.basicallySatisfied())
                .setDissatisfied(satisfaction.dissatisfied())
                .setUnanswered(satisfaction.unanswered())
                .setNotCalled(satisfaction.notCalled())
                .setOpen(satisfaction.open())
                .setLifeRisk(satisfaction.lifeRisk())
                .setUnreachable(satisfaction.unreachable())
                .setDrills(satisfaction.drills())
                .setDefinitionEnglish(Satisfaction.ENGLISH)
                .setDefinitionChinese(Satisfaction.CHINESE)
                .build();
    }
}
