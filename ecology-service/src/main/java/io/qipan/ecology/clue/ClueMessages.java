package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.ClueState.Answered;
import io.qipan.ecology.clue.model.ClueState.Received;
import io.qipan.ecology.clue.model.ClueState.Triaged;
import io.qipan.ecology.clue.model.Disposition.HandedTo;
import io.qipan.ecology.clue.model.Disposition.MergedInto;
import io.qipan.ecology.clue.model.Disposition.NotEnough;
import io.qipan.ecology.clue.model.Disposition.ToCase;
import io.qipan.ecology.clue.model.Disposition.ToIncident;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.clue.model.Report;
import io.qipan.ecology.clue.model.SiteCheck;
import io.qipan.ecology.clue.model.Term;
import io.qipan.ecology.clue.model.Triage;
import io.qipan.proto.ecology.v1.Clue.Confidence;
import io.qipan.proto.ecology.v1.Clue.FireTip;
import io.qipan.proto.ecology.v1.Clue.Source;
import io.qipan.proto.ecology.v1.Clue.State;
import io.qipan.proto.ecology.v1.ClueCheck;
import io.qipan.proto.ecology.v1.ClueIncident;
import io.qipan.proto.ecology.v1.ClueTerm;
import io.qipan.proto.ecology.v1.HandedClue;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;

/** Clues on the wire. */
final class ClueMessages {
    private ClueMessages() {}

    /** @param now decides whether a step that has not come is late */
    static io.qipan.proto.ecology.v1.Clue message(Clue clue, Instant now) {
        Report report = clue.report();
        io.qipan.proto.ecology.v1.Clue.Builder message = io.qipan.proto.ecology.v1.Clue.newBuilder()
                .setName(clue.name())
                .setNumber(clue.number())
                .setEtag(clue.etag())
                .setSource(Source.valueOf(report.source().name()))
                .setReference(report.reference())
                .setState(State.valueOf(clue.state().code()))
                .setActivity(report.activity().orElse(""))
                .setOccurredAt(Times.message(report.occurredAt()))
                .setUncertaintyM(report.uncertaintyM())
                .setPlaceText(report.placeText())
                .setSummary(report.summary())
                .setHasContact(report.tipster().isPresent())
                .setDrill(report.drill())
                .setOwner(clue.owner())
                .setReceivedAt(Times.message(clue.receivedAt()))
                .setTriageTerm(term(clue.triage(), clue.triageLate(now)))
                .setAnswerTerm(term(clue.answer(), clue.answerLate(now)));
        report.point().map(PlaceMessages::message).ifPresent(message::setPoint);
        report.estimate()
                .ifPresent(estimate -> message.setConfidence(
                                Confidence.valueOf(estimate.confidence().name()))
                        .setConfidenceReason(estimate.reason()));
        clue.nextLookAt().map(Times::message).ifPresent(message::setNextDeadlineAt);
        clue.incident().map(ClueMessages::message).ifPresent(message::setIncident);
        clue.check().map(check -> message(check, now)).ifPresent(message::setCheck);
        clue.decision().ifPresent(decision -> message.setTriage(message(decision)));
        if (clue.decision().map(Triage::disposition).orElse(null) instanceof ToCase(String name)) {
            message.setCase(name);
        }
        switch (clue.state()) {
            case Received _ -> {}
            case Triaged triaged -> message.setFirstTriagedAt(Times.message(triaged.firstAt()));
            case Answered answered ->
                message.setFirstTriagedAt(Times.message(answered.firstAt()))
                        .setAnsweredAt(Times.message(answered.at()))
                        .setAnsweredBy(answered.by())
                        .setAnswer(answered.answer());
        }
        return message.build();
    }

    private static ClueCheck message(SiteCheck check, Instant now) {
        ClueCheck.Builder message = ClueCheck.newBuilder()
                .setFireTip(FireTip.valueOf(check.tip().name()))
                .setTerm(term(check.term(), check.isLate(now)));
        check.made()
                .ifPresent(made -> message.setInspection(made.inspection())
                        .setCheckedAt(Times.message(made.at()))
                        .setBy(made.by()));
        return message.build();
    }

    /** What the agency is told that it was handed to. */
    static HandedClue handed(Clue clue, Instant at) {
        Report report = clue.report();
        HandedClue.Builder message = HandedClue.newBuilder()
                .setName(clue.name())
                .setNumber(clue.number())
                .setHandedAt(Times.message(at))
                .setActivity(report.activity().orElse(""))
                .setOccurredAt(Times.message(report.occurredAt()))
                .setUncertaintyM(report.uncertaintyM())
                .setPlaceText(report.placeText())
                .setSummary(report.summary())
                .setDrill(report.drill());
        report.point().map(PlaceMessages::message).ifPresent(message::setPoint);
        return message.build();
    }

    private static ClueTerm term(Term term, boolean late) {
        return ClueTerm.newBuilder()
                .setDueAt(Times.message(term.dueAt()))
                .setBasis(term.basis())
                .setProvisional(term.provisional())
                .setLate(late)
                .build();
    }

    private static io.qipan.proto.ecology.v1.Triage message(Triage triage) {
        io.qipan.proto.ecology.v1.Triage.Builder message = io.qipan.proto.ecology.v1.Triage.newBuilder()
                .setReason(triage.reason())
                .setAt(Times.message(triage.at()))
                .setBy(triage.by());
        return switch (triage.disposition()) {
            case ToCase(String name) -> message.setToCase(name).build();
            case ToIncident() -> message.setToIncident(true).build();
            case MergedInto(var clue) -> message.setMergedInto(Clue.KIND + clue).build();
            case HandedTo(String agency) -> message.setHandedTo(agency).build();
            case NotEnough() -> message.setNotEnough(true).build();
        };
    }

    private static ClueIncident message(LinkedIncident incident) {
        ClueIncident.Builder message = ClueIncident.newBuilder().setRequestedAt(Times.message(incident.requestedAt()));
        incident.opened()
                .ifPresent(opened -> message.setName(opened.name())
                        .setNumber(opened.number())
                        .setMergedInto(opened.mergedInto().orElse("")));
        incident.result()
                .ifPresent(result -> message.setEndedAt(Times.message(result.at()))
                        .setOutcome(result.outcome())
                        .setResult(result.found()));
        return message.build();
    }
}
