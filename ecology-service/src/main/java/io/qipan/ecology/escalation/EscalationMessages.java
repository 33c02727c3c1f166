package io.qipan.ecology.escalation;

import com.google.protobuf.UnknownFieldSet;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState.Closed;
import io.qipan.ecology.escalation.model.Escalation;
import io.qipan.ecology.escalation.model.Escalation.State.Acknowledged;
import io.qipan.ecology.escalation.model.Escalation.State.Answered;
import io.qipan.ecology.escalation.model.Escalation.State.Settled;
import io.qipan.ecology.escalation.model.Escalation.State.Waiting;
import io.qipan.ecology.escalation.model.Matter;
import io.qipan.ecology.procedure.ClockMessages;
import io.qipan.ecology.procedure.ProcedureMessages;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.Clock;
import io.qipan.proto.ecology.v1.Procedure;
import io.qipan.proto.ecology.v1.SharedCase;
import io.qipan.proto.ecology.v1.SharedEscalation;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;

/** Escalations, and cases as other agencies see them, on the wire. */
final class EscalationMessages {

    private EscalationMessages() {}

    static io.qipan.proto.ecology.v1.Escalation message(Escalation escalation) {
        Matter matter = escalation.matter();
        io.qipan.proto.ecology.v1.Escalation.Builder message = io.qipan.proto.ecology.v1.Escalation.newBuilder()
                .setName(escalation.name())
                .setEtag(escalation.etag())
                .setState(state(escalation))
                .setCase(CaseFile.KIND + matter.caseId())
                .setCaseNumber(matter.caseNumber())
                .setClockNumber(matter.clock())
                .setClockKind(ClockMessages.kind(matter.kind()))
                .setClockDueAt(Times.message(matter.dueAt()))
                .setWatcher(Clock.Watcher.valueOf(matter.watcher().name()))
                .setAgency(escalation.recipient().agency().orElse(""))
                .setOwner(escalation.recipient().owner())
                .setGoneUpAt(Times.message(escalation.goneUpAt()))
                .setReminders(escalation.reminders());
        escalation.state().nextAt().map(Times::message).ifPresent(message::setNextDeadlineAt);
        switch (escalation.state()) {
            case Waiting _ -> {}
            case Acknowledged(String by, Instant at, Instant _) ->
                message.setAcknowledgedBy(by).setAcknowledgedAt(Times.message(at));
            case Answered(String by, Instant at, String answer) ->
                message.setAnsweredBy(by).setEndedAt(Times.message(at)).setAnswer(answer);
            case Settled(Instant at, String because) ->
                message.setEndedAt(Times.message(at)).setSettledBecause(because);
        }
        return message.build();
    }

    private static io.qipan.proto.ecology.v1.Escalation.State state(Escalation escalation) {
        return io.qipan.proto.ecology.v1.Escalation.State.valueOf(
                escalation.state().code());
    }

    /** Field by field, so that nothing is shown to others that was not meant for them. */
    static SharedEscalation shared(SharedCases.Seen seen) {
        io.qipan.proto.ecology.v1.Escalation ours = message(seen.escalation());
        SharedEscalation.Builder message = SharedEscalation.newBuilder()
                .setName(ours.getName())
                .setEtag(ours.getEtag())
                .setState(ours.getState())
                .setClockNumber(ours.getClockNumber())
                .setWatcher(ours.getWatcher())
                .setGoneUpAt(ours.getGoneUpAt())
                .setAcknowledgedBy(ours.getAcknowledgedBy())
                .setAnswer(ours.getAnswer())
                .setAnsweredBy(ours.getAnsweredBy())
                .setSettledBecause(ours.getSettledBecause())
                .setCase(shared(seen.file()));
        if (ours.hasNextDeadlineAt()) {
            message.setNextDeadlineAt(ours.getNextDeadlineAt());
        }
        if (ours.hasAcknowledgedAt()) {
            message.setAcknowledgedAt(ours.getAcknowledgedAt());
        }
        if (ours.hasEndedAt()) {
            message.setEndedAt(ours.getEndedAt());
        }
        return message.build();
    }

    /** Field by field, as above. */
    static SharedCase shared(CaseFile file) {
        Procedure procedure = ProcedureMessages.message(file.name(), file.procedure());
        SharedCase.Builder message = SharedCase.newBuilder()
                .setName(file.name())
                .setNumber(file.number())
                .setState(Case.State.valueOf(file.state().code()))
                .setActivity(file.facts().activity())
                .setActAt(Times.message(file.facts().actAt()))
                .setUncertaintyM(file.facts().uncertaintyM())
                .setAgency(file.belonging().agency().orElse(""))
                .setAdministrative(procedure.getAdministrative().toBuilder()
                        .clearDeviation()
                        .setUnknownFields(UnknownFieldSet.getDefaultInstance()))
                .setCriminal(procedure.getCriminal().toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance()))
                .addAllClocks(procedure.getClocksList().stream()
                        .map(EscalationMessages::withoutPersons)
                        .toList())
                .setOpenedAt(Times.message(file.openedAt()));
        file.facts().point().map(PlaceMessages::message).ifPresent(message::setPoint);
        if (file.state() instanceof Closed(Instant at, String _)) {
            message.setClosedAt(Times.message(at));
        }
        return message.build();
    }

    /** Nobody knows here whom the fields of a newer version name. */
    private static Clock withoutPersons(Clock clock) {
        Clock.Builder without = clock.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance());
        without.getExtensionsBuilderList()
                .forEach(extension ->
                        extension.clearBy().clearReason().setUnknownFields(UnknownFieldSet.getDefaultInstance()));
        return without.build();
    }
}
