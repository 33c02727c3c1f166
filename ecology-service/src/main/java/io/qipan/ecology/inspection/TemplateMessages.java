package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Template;
import io.qipan.ecology.inspection.model.Template.Item;
import io.qipan.ecology.registry.model.SubjectKind;
import io.qipan.proto.ecology.v1.InspectionItem;
import io.qipan.proto.ecology.v1.InspectionTemplate;
import io.qipan.proto.ecology.v1.ReviseInspectionTemplateRequest;
import io.qipan.proto.ecology.v1.Subject;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Templates on the wire and in the model. */
final class TemplateMessages {

    private TemplateMessages() {}

    static Template template(ReviseInspectionTemplateRequest request, String by, Instant now) {
        return new Template(
                request.getName(),
                request.getBaseRevision() + 1,
                request.getTitleEn(),
                request.getTitleZh(),
                kinds(request.getKindsList()),
                items(request.getItemsList()),
                now,
                by,
                request.getReason());
    }

    static Template template(InspectionTemplate message) {
        return new Template(
                message.getName(),
                message.getRevision(),
                message.getTitleEn(),
                message.getTitleZh(),
                kinds(message.getKindsList()),
                items(message.getItemsList()),
                Times.instant(message.getMadeAt()),
                message.getMadeBy(),
                message.getReason());
    }

    private static Set<SubjectKind> kinds(List<Subject.Kind> messages) {
        return messages.stream().map(kind -> SubjectKind.valueOf(kind.name())).collect(Collectors.toSet());
    }

    private static List<Item> items(List<InspectionItem> messages) {
        return messages.stream()
                .map(item -> new Item(
                        item.getCode(),
                        item.getTextEn(),
                        item.getTextZh(),
                        item.getBasis(),
                        item.getUsualDays(),
                        item.getTransfer()))
                .toList();
    }

    static InspectionTemplate message(Template template) {
        InspectionTemplate.Builder message = InspectionTemplate.newBuilder()
                .setName(template.name())
                .setRevision(template.revision())
                .setTitleEn(template.titleEn())
                .setTitleZh(template.titleZh())
                .addAllKinds(template.kinds().stream()
                        .sorted()
                        .map(kind -> Subject.Kind.valueOf(kind.name()))
                        .toList())
                .setMadeAt(Times.message(template.madeAt()))
                .setMadeBy(template.madeBy())
                .setReason(template.reason());
        template.items()
                .forEach(item -> message.addItemsBuilder()
                        .setCode(item.code())
                        .setTextEn(item.textEn())
                        .setTextZh(item.textZh())
                        .setBasis(item.basis())
                        .setUsualDays(item.usualDays())
                        .setTransfer(item.transfer()));
        return message.build();
    }
}
