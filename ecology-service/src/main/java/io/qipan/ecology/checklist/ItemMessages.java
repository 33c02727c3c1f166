package io.qipan.ecology.checklist;

import io.qipan.ecology.checklist.model.ItemState;
import io.qipan.ecology.checklist.model.ItemState.Done;
import io.qipan.ecology.checklist.model.ItemState.Open;
import io.qipan.ecology.checklist.model.ItemState.Overdue;
import io.qipan.ecology.checklist.model.ItemState.Waived;
import io.qipan.ecology.checklist.model.Lateness;
import io.qipan.ecology.checklist.model.Task;
import io.qipan.proto.ecology.v1.ChecklistItem;
import io.qipan.proto.ecology.v1.TickChecklistItemRequest;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;

/** Items of monthly lists on the wire and in the model. */
final class ItemMessages {

    private ItemMessages() {}

    static Done done(TickChecklistItemRequest request, String by, Instant now) {
        return new Done(
                Times.occurred(request.hasDoneAt(), request.getDoneAt(), now),
                now,
                by,
                request.getNote(),
                TemplateMessages.given(request.getOptionalProof()));
    }

    static ChecklistItem message(io.qipan.ecology.checklist.model.ChecklistItem item) {
        Task task = item.task();
        ItemState state = item.state();
        ChecklistItem.Builder message = ChecklistItem.newBuilder()
                .setName(item.name())
                .setEtag(item.etag())
                .setState(ChecklistItem.State.valueOf(state.code()))
                .setTemplate(task.template())
                .setTemplateRevision(task.templateRevision())
                .setPoint(task.point())
                .setMonth(task.month().toString())
                .setTextEn(task.textEn())
                .setTextZh(task.textZh())
                .setBasis(task.basis())
                .setAgency(task.agency())
                .setOptionalJurisdiction(task.jurisdiction().orElse(""))
                .setOwner(item.owner())
                .setSupervisor(task.supervisor())
                .setDueAt(Times.message(task.dueAt()))
                .setLate(item.lateness().late())
                .setEscalations(item.lateness().escalations())
                .setStateSince(Times.message(state.since()))
                .setStateBy(state.by());
        item.lateness().escalatedAt().map(Times::message).ifPresent(message::setEscalatedAt);
        switch (state) {
            case Open _, Overdue _ -> {}
            case Done done ->
                message.setDoneAt(Times.message(done.at()))
                        .setNote(done.note())
                        .setProof(done.proof().orElse(""));
            case Waived waived -> message.setReason(waived.reason());
        }
        return message.build();
    }

    /** An item as it was once told. */
    static io.qipan.ecology.checklist.model.ChecklistItem item(ChecklistItem message) {
        return new io.qipan.ecology.checklist.model.ChecklistItem(
                ChecklistRecords.id(message.getName()).orElseThrow(),
                Long.parseLong(message.getEtag()),
                task(message),
                message.getOwner(),
                new Lateness(
                        message.getLate(),
                        message.getEscalations(),
                        message.hasEscalatedAt()
                                ? Optional.of(Times.instant(message.getEscalatedAt()))
                                : Optional.empty()),
                state(message));
    }

    private static Task task(ChecklistItem message) {
        return new Task(
                message.getTemplate(),
                message.getTemplateRevision(),
                message.getPoint(),
                YearMonth.parse(message.getMonth()),
                message.getTextEn(),
                message.getTextZh(),
                message.getBasis(),
                message.getAgency(),
                TemplateMessages.given(message.getOptionalJurisdiction()),
                message.getSupervisor(),
                Times.instant(message.getDueAt()));
    }

    private static ItemState state(ChecklistItem message) {
        Instant since = Times.instant(message.getStateSince());
        String by = message.getStateBy();
        return switch (message.getState()) {
            case OPEN -> new Open(since, by);
            case OVERDUE -> new Overdue(since, by);
            case DONE ->
                new Done(
                        Times.instant(message.getDoneAt()),
                        since,
                        by,
                        message.getNote(),
                        TemplateMessages.given(message.getProof()));
            case WAIVED -> new Waived(since, by, message.getReason());
            case STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("Unknown state of " + message.getName());
        };
    }
}
