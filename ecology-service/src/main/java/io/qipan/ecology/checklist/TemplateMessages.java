package io.qipan.ecology.checklist;

import io.qipan.ecology.checklist.model.Owner;
import io.qipan.ecology.checklist.model.Point;
import io.qipan.ecology.chief.model.Post;
import io.qipan.proto.ecology.v1.Appointment;
import io.qipan.proto.ecology.v1.ChecklistPoint;
import io.qipan.proto.ecology.v1.ChecklistTemplate;
import io.qipan.proto.ecology.v1.ReviseChecklistTemplateRequest;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Templates of monthly lists on the wire and in the model. */
final class TemplateMessages {

    private TemplateMessages() {}

    static io.qipan.ecology.checklist.model.ChecklistTemplate template(
            ReviseChecklistTemplateRequest request, String by, Instant now) {
        return new io.qipan.ecology.checklist.model.ChecklistTemplate(
                request.getName(),
                request.getBaseRevision() + 1,
                request.getTitleEn(),
                request.getTitleZh(),
                request.getAgency(),
                given(request.getOptionalJurisdiction()),
                request.getSupervisor(),
                points(request.getPointsList()),
                request.getEnded(),
                now,
                by,
                request.getReason());
    }

    /** A template as it was once told. */
    static io.qipan.ecology.checklist.model.ChecklistTemplate template(ChecklistTemplate message) {
        return new io.qipan.ecology.checklist.model.ChecklistTemplate(
                message.getName(),
                message.getRevision(),
                message.getTitleEn(),
                message.getTitleZh(),
                message.getAgency(),
                given(message.getOptionalJurisdiction()),
                message.getSupervisor(),
                points(message.getPointsList()),
                message.getEnded(),
                Times.instant(message.getMadeAt()),
                message.getMadeBy(),
                message.getReason());
    }

    static Optional<String> given(String text) {
        return Optional.of(text).filter(any -> !any.isEmpty());
    }

    private static List<Point> points(List<ChecklistPoint> messages) {
        return messages.stream()
                .map(message -> new Point(
                        message.getCode(),
                        message.getTextEn(),
                        message.getTextZh(),
                        message.getBasis(),
                        message.getDueDay(),
                        Set.copyOf(message.getMonthsList()),
                        owner(message)))
                .toList();
    }

    private static Owner owner(ChecklistPoint message) {
        return switch (message.getOwnerCase()) {
            case ACCOUNT -> new Owner.Account(message.getAccount());
            case POST -> new Owner.HolderOf(Post.valueOf(message.getPost().name()));
            case OWNER_NOT_SET -> throw new IllegalArgumentException("The contract lets no such point through");
        };
    }

    static ChecklistTemplate message(io.qipan.ecology.checklist.model.ChecklistTemplate template) {
        return ChecklistTemplate.newBuilder()
                .setName(template.name())
                .setRevision(template.revision())
                .setTitleEn(template.titleEn())
                .setTitleZh(template.titleZh())
                .setAgency(template.agency())
                .setOptionalJurisdiction(template.jurisdiction().orElse(""))
                .setSupervisor(template.supervisor())
                .addAllPoints(template.points().stream()
                        .map(TemplateMessages::message)
                        .toList())
                .setEnded(template.ended())
                .setMadeAt(Times.message(template.madeAt()))
                .setMadeBy(template.madeBy())
                .setReason(template.reason())
                .build();
    }

    private static ChecklistPoint message(Point point) {
        ChecklistPoint.Builder message = ChecklistPoint.newBuilder()
                .setCode(point.code())
                .setTextEn(point.textEn())
                .setTextZh(point.textZh())
                .setBasis(point.basis())
                .setDueDay(point.dueDay())
                .addAllMonths(point.months().stream().sorted().toList());
        switch (point.owner()) {
            case Owner.Account(String subject) -> message.setAccount(subject);
            case Owner.HolderOf(Post post) -> message.setPost(Appointment.Post.valueOf(post.name()));
        }
        return message.build();
    }
}
