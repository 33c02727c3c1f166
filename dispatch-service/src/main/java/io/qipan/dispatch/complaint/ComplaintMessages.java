package io.qipan.dispatch.complaint;

import io.qipan.dispatch.complaint.model.Complaint;
import io.qipan.dispatch.complaint.model.ComplaintState.Closed;
import io.qipan.dispatch.complaint.model.ComplaintState.Open;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.proto.dispatch.v1.Complaint.Category;
import io.qipan.proto.dispatch.v1.Complaint.Finding;
import io.qipan.proto.dispatch.v1.Complaint.State;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;

/** Complaints on the wire. */
final class ComplaintMessages {

    private ComplaintMessages() {}

    static io.qipan.proto.dispatch.v1.Complaint message(Complaint complaint) {
        io.qipan.proto.dispatch.v1.Complaint.Builder message = io.qipan.proto.dispatch.v1.Complaint.newBuilder()
                .setName(complaint.id().name())
                .setEtag(Etag.of(complaint.version()))
                .setState(State.valueOf(complaint.state().word().toUpperCase(Locale.ROOT)))
                .setIncident(complaint.incident().name())
                .setFollowUp(complaint.followUp().map(FollowUpId::name).orElse(""))
                .setCategory(Category.valueOf(complaint.category().name()))
                .setText(complaint.text())
                .setOwner(complaint.owner())
                .setOpenedBy(complaint.openedBy())
                .setOpenedAt(Times.message(complaint.openedAt()))
                .setOverdue(complaint.state() instanceof Open open && open.overdue())
                .setExaminer(complaint.examiner())
                .setDrill(complaint.drill());
        complaint.nextDeadlineAt().map(Times::message).ifPresent(message::setNextDeadlineAt);
        complaint
                .answer()
                .ifPresent(answer -> message.setFinding(
                                Finding.valueOf(answer.finding().name()))
                        .setFindingReason(answer.reason())
                        .setAnsweredAt(Times.message(answer.at())));
        if (complaint.state() instanceof Closed closed) {
            message.setClosingNote(closed.note()).setClosedAt(Times.message(closed.at()));
        }
        return message.build();
    }
}
