package io.qipan.dispatch.rectification;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.rectification.model.EffectAssessment;
import io.qipan.dispatch.rectification.model.EffectAssessment.Counts;
import io.qipan.dispatch.rectification.model.EffectAssessment.Rate;
import io.qipan.dispatch.rectification.model.Rectification;
import io.qipan.dispatch.rectification.model.RectificationState.Assessed;
import io.qipan.dispatch.rectification.model.RectificationState.Withdrawn;
import io.qipan.dispatch.rectification.model.Windows;
import io.qipan.proto.dispatch.v1.EffectAssessment.Verdict;
import io.qipan.proto.dispatch.v1.Rectification.State;
import io.qipan.runtime.rpc.Times;
import java.time.LocalDate;
import java.util.Locale;

/** Rectifications on the wire. */
final class RectificationMessages {

    private RectificationMessages() {}

    static io.qipan.proto.dispatch.v1.Rectification message(Rectification rectification) {
        io.qipan.proto.dispatch.v1.Rectification.Builder message = io.qipan.proto.dispatch.v1.Rectification.newBuilder()
                .setName(rectification.id().name())
                .setEtag(Etag.of(rectification.version()))
                .setState(State.valueOf(rectification.state().word().toUpperCase(Locale.ROOT)))
                .setHotspot(rectification.hotspot().name())
                .setType(rectification.type())
                .setOwner(rectification.owner())
                .setDueAt(Times.message(rectification.dueAt()))
                .setMeasures(rectification.measures())
                .setComparedDays(rectification.comparedDays())
                .setOpenedAt(Times.message(rectification.openedAt()))
                .setOpenedBy(rectification.openedBy())
                .setEscalated(rectification.isEscalated());
        rectification
                .state()
                .attention()
                .ifPresent(due -> message.setNextDeadlineAt(Times.message(due.nextDeadlineAt()))
                        .setReminders(due.reminders()));
        rectification.state().startedAt().map(Times::message).ifPresent(message::setStartedAt);
        rectification
                .state()
                .measures()
                .ifPresent(taken ->
                        message.setDoneAt(Times.message(taken.takenAt())).setDone(taken.text()));
        switch (rectification.state()) {
            case Assessed assessed -> message.setAssessment(message(assessed.assessment()));
            case Withdrawn withdrawn ->
                message.setWithdrawnAt(Times.message(withdrawn.at()))
                        .setWithdrawnBy(withdrawn.by())
                        .setWithdrawReason(withdrawn.reason());
            default -> {}
        }
        return message.build();
    }

    static io.qipan.proto.dispatch.v1.EffectAssessment message(EffectAssessment assessment) {
        Rate rate = assessment.rate();
        Windows windows = assessment.windows();
        return io.qipan.proto.dispatch.v1.EffectAssessment.newBuilder()
                .setBeforeFrom(windows.beforeFrom().toString())
                .setBeforeUntil(windows.beforeUntil().toString())
                .setAfterFrom(windows.afterFrom().toString())
                .setAfterUntil(windows.afterUntil().toString())
                .setBefore(assessment.here().before())
                .setAfter(assessment.here().after())
                .setRateRatio(rate.ratio())
                .setLower(rate.lower())
                .setUpper(rate.upper())
                .setPValue(assessment.pValue())
                .setVerdict(Verdict.valueOf(assessment.verdict().name()))
                .setBeforeHasHotspot(assessment.hotspotBefore())
                .setElsewhereBefore(assessment.elsewhere().before())
                .setElsewhereAfter(assessment.elsewhere().after())
                .setAssessedAt(Times.message(assessment.at()))
                .setAssessedBy(assessment.by())
                .setRationale(assessment.rationale())
                .build();
    }

    /** As it was stored; what follows from the counts is computed again. */
    static EffectAssessment stored(io.qipan.proto.dispatch.v1.EffectAssessment message) {
        return new EffectAssessment(
                new Windows(
                        LocalDate.parse(message.getBeforeFrom()),
                        LocalDate.parse(message.getBeforeUntil()),
                        LocalDate.parse(message.getAfterFrom()),
                        LocalDate.parse(message.getAfterUntil())),
                new Counts(message.getBefore(), message.getAfter()),
                new Counts(message.getElsewhereBefore(), message.getElsewhereAfter()),
                message.getBeforeHasHotspot(),
                Times.instant(message.getAssessedAt()),
                message.getAssessedBy(),
                message.getRationale());
    }
}
