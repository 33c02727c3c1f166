package io.qipan.ecology.inspection;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.inspection.RecordInspection.Told;
import io.qipan.ecology.inspection.model.Answer;
import io.qipan.ecology.inspection.model.Inspection;
import io.qipan.ecology.inspection.model.Inspection.Annulment;
import io.qipan.ecology.inspection.model.Inspection.Turnout;
import io.qipan.ecology.inspection.model.Spot;
import io.qipan.proto.ecology.v1.InspectionAnswer;
import io.qipan.proto.ecology.v1.Jurisdiction;
import io.qipan.proto.ecology.v1.RecordInspectionRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Inspections on the wire and in the model. */
final class InspectionMessages {

    private InspectionMessages() {}

    static Told told(RecordInspectionRequest request, String by, Instant now) {
        boolean ofSubject = !request.getOptionalSubject().isEmpty();
        boolean placed = request.hasPoint()
                && request.getResource() != Jurisdiction.Kind.KIND_UNSPECIFIED
                && !request.getAgency().isEmpty();
        boolean partlyPlaced = request.hasPoint()
                || request.getResource() != Jurisdiction.Kind.KIND_UNSPECIFIED
                || !request.getAgency().isEmpty();
        if (ofSubject == placed || ofSubject == partlyPlaced) {
            String wrong = "name either the subject, or point, resource and agency of a place";
            throw Refusal.of(Reason.INVALID_FIELD, "optional_subject: " + wrong + ".")
                    .withViolations(List.of(new Violation("optional_subject", wrong)))
                    .asException();
        }
        return new Told(
                request.getTemplate(),
                request.getTemplateRevision(),
                given(request.getOptionalSubject()),
                ofSubject ? Optional.empty() : Optional.of(place(request)),
                Times.occurred(request.hasInspectedAt(), request.getInspectedAt(), now),
                new Turnout(request.getPeople(), request.getVehicles(), request.getPartnersList()),
                request.getAnswersList().stream()
                        .map(InspectionMessages::answer)
                        .map(answer -> new Answer(
                                answer.item(),
                                answer.result(),
                                answer.note(),
                                answer.dueAt(),
                                answer.dueReason(),
                                Optional.empty()))
                        .toList(),
                request.getDrill(),
                by,
                now);
    }

    private static Spot place(RecordInspectionRequest request) {
        return new Spot(
                Optional.empty(),
                PlaceMessages.point(request.getPoint()).toWgs84(),
                ResourceKind.named(request.getResource().name()).orElseThrow(),
                request.getAgency());
    }

    static Optional<String> given(String text) {
        return Optional.of(text).filter(any -> !any.isEmpty());
    }

    static Optional<UUID> id(String name, String kind) {
        try {
            UUID id = UUID.fromString(name.substring(kind.length()));
            return Optional.of(id).filter(found -> name.equals(kind + found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Answer answer(InspectionAnswer message) {
        return new Answer(
                message.getItem(),
                Answer.Result.valueOf(message.getResult().name()),
                message.getNote(),
                message.hasDueAt() ? Optional.of(Times.instant(message.getDueAt())) : Optional.empty(),
                message.getDueReason(),
                given(message.getHazard()));
    }

    private static InspectionAnswer message(Answer answer) {
        InspectionAnswer.Builder message = InspectionAnswer.newBuilder()
                .setItem(answer.item())
                .setResult(InspectionAnswer.Result.valueOf(answer.result().name()))
                .setNote(answer.note())
                .setDueReason(answer.dueReason())
                .setHazard(answer.hazard().orElse(""));
        answer.dueAt().map(Times::message).ifPresent(message::setDueAt);
        return message.build();
    }

    static io.qipan.proto.ecology.v1.Inspection message(Inspection inspection) {
        Spot spot = inspection.spot();
        io.qipan.proto.ecology.v1.Inspection.Builder message = io.qipan.proto.ecology.v1.Inspection.newBuilder()
                .setName(inspection.name())
                .setTemplate(inspection.template())
                .setTemplateRevision(inspection.templateRevision())
                .setSubject(spot.subject().orElse(""))
                .setPoint(PlaceMessages.message(spot.point()))
                .setResource(Jurisdiction.Kind.valueOf(spot.resource().name()))
                .setAgency(spot.agency())
                .setInspectedAt(Times.message(inspection.inspectedAt()))
                .setRecordedAt(Times.message(inspection.recordedAt()))
                .setRecordedBy(inspection.recordedBy())
                .setPeople(inspection.turnout().people())
                .setVehicles(inspection.turnout().vehicles())
                .addAllPartners(inspection.turnout().partners())
                .addAllAnswers(inspection.answers().stream()
                        .map(InspectionMessages::message)
                        .toList())
                .setDrill(inspection.drill())
                .setEtag(inspection.etag())
                .setAnnulled(inspection.annulled().isPresent());
        inspection.changedAt().map(Times::message).ifPresent(message::setChangedAt);
        inspection.annulled().ifPresent(why -> message.setAnnulledBy(why.by()).setAnnulReason(why.reason()));
        return message.build();
    }

    /** An inspection as it was once told. */
    static Inspection inspection(io.qipan.proto.ecology.v1.Inspection message) {
        return new Inspection(
                id(message.getName(), Inspection.KIND).orElseThrow(),
                // Those of before had none, and never changed.
                message.getEtag().isEmpty() ? 1 : Long.parseLong(message.getEtag()),
                message.getTemplate(),
                message.getTemplateRevision(),
                new Spot(
                        given(message.getSubject()),
                        PlaceMessages.point(message.getPoint()).toWgs84(),
                        ResourceKind.named(message.getResource().name()).orElseThrow(),
                        message.getAgency()),
                Times.instant(message.getInspectedAt()),
                Times.instant(message.getRecordedAt()),
                message.getRecordedBy(),
                new Turnout(message.getPeople(), message.getVehicles(), message.getPartnersList()),
                message.getAnswersList().stream()
                        .map(InspectionMessages::answer)
                        .toList(),
                message.getDrill(),
                message.hasChangedAt() ? Optional.of(Times.instant(message.getChangedAt())) : Optional.empty(),
                message.getAnnulled()
                        ? Optional.of(new Annulment(message.getAnnulledBy(), message.getAnnulReason()))
                        : Optional.empty());
    }
}
