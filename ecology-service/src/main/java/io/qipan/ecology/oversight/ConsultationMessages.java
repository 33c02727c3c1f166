package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.model.Consultation;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.proto.ecology.v1.RecordConsultationRequest;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Consultations on the wire and in the model. */
final class ConsultationMessages {
    private ConsultationMessages() {}

    static Consultation recorded(RecordConsultationRequest request, UUID id, String by, Instant now) {
        return new Consultation(
                id,
                request.getSubject(),
                Times.occurred(true, request.getHeldAt(), now),
                request.getParticipantsList(),
                request.getQuestion(),
                request.getOpinion(),
                request.getDissent(),
                Optional.of(request.getOptionalCorrects()).filter(name -> !name.isEmpty()),
                by,
                now);
    }

    static io.qipan.proto.ecology.v1.Consultation message(Consultation consultation) {
        return io.qipan.proto.ecology.v1.Consultation.newBuilder()
                .setName(consultation.name())
                .setSubject(consultation.about())
                .setHeldAt(Times.message(consultation.heldAt()))
                .addAllParticipants(consultation.participants())
                .setQuestion(consultation.question())
                .setOpinion(consultation.opinion())
                .setDissent(consultation.dissent())
                .setCorrects(consultation.corrects().orElse(""))
                .setBy(consultation.by())
                .setRecordedAt(Times.message(consultation.recordedAt()))
                .build();
    }

    static Consultation entry(io.qipan.proto.ecology.v1.Consultation message) {
        return new Consultation(
                UUID.fromString(message.getName()
                        .substring(EntryKind.CONSULTATION.prefix().length())),
                message.getSubject(),
                Times.instant(message.getHeldAt()),
                message.getParticipantsList(),
                message.getQuestion(),
                message.getOpinion(),
                message.getDissent(),
                Optional.of(message.getCorrects()).filter(name -> !name.isEmpty()),
                message.getBy(),
                Times.instant(message.getRecordedAt()));
    }
}
