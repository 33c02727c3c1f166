package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.ContingencyTasks.OpenTasks;
import io.qipan.dispatch.contingency.model.Activation;
import io.qipan.dispatch.contingency.model.Activation.Basis;
import io.qipan.dispatch.contingency.model.ActivationState;
import io.qipan.dispatch.contingency.model.ActivationState.Reviewed;
import io.qipan.dispatch.contingency.model.ContingencyTask;
import io.qipan.dispatch.contingency.model.ContingencyTask.Work;
import io.qipan.dispatch.contingency.model.Finding;
import io.qipan.dispatch.contingency.model.Finding.Found;
import io.qipan.dispatch.contingency.model.PlanRevision;
import io.qipan.dispatch.contingency.model.TaskState.Done;
import io.qipan.dispatch.contingency.model.TaskState.Open;
import io.qipan.dispatch.contingency.model.TaskState.Settled;
import io.qipan.dispatch.contingency.model.TaskState.Skip;
import io.qipan.dispatch.contingency.model.TaskState.SkipProposed;
import io.qipan.dispatch.contingency.model.TaskState.Skipped;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyDeviation;
import io.qipan.proto.dispatch.v1.ContingencyFinding;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.Locale;

/** What is carried out by contingency plans, on the wire. */
final class ContingencyMessages {

    private ContingencyMessages() {}

    static ContingencyActivation message(Activation activation, OpenTasks open) {
        Basis basis = activation.basis();
        ContingencyActivation.Builder message = ContingencyActivation.newBuilder()
                .setName(activation.id().name())
                .setEtag(Etag.of(activation.version()))
                .setState(ContingencyActivation.State.valueOf(
                        upper(activation.state().word())))
                .setIncident(basis.incident().name())
                .setDrill(basis.drill())
                .setPlan(PlanRevision.name(basis.plan()))
                .setRevision(basis.revision())
                .setLevel(activation.level())
                .setOwner(activation.owner())
                .setActivatedBy(basis.by())
                .setActivatedAt(Times.message(basis.at()))
                .setReason(basis.reason())
                .setOpenTasks(open.all())
                .setOpenMandatoryTasks(open.mandatory());
        activation
                .closing()
                .ifPresent(closing -> message.setClosedAt(Times.message(closing.at()))
                        .setClosedBy(closing.by())
                        .setClosingNote(closing.note()));
        switch (activation.state()) {
            case ActivationState.Open still ->
                message.setNextDeadlineAt(Times.message(still.clock().nextDeadlineAt()))
                        .setReminders(still.clock().reminders());
            case Reviewed _ -> message.setReview(activation.id().reviewName());
        }
        return message.build();
    }

    static io.qipan.proto.dispatch.v1.ContingencyTask message(ContingencyTask task, Activation activation) {
        Work work = task.work();
        io.qipan.proto.dispatch.v1.ContingencyTask.Builder message =
                io.qipan.proto.dispatch.v1.ContingencyTask.newBuilder()
                        .setName(task.id().name())
                        .setEtag(Etag.of(task.version()))
                        .setState(state(task))
                        .setActivation(activation.id().name())
                        .setIncident(activation.basis().incident().name())
                        .setDrill(activation.basis().drill())
                        .setStep(work.step().code())
                        .setPhase(work.step().phase())
                        .setText(work.step().text())
                        .setRole(work.step().role())
                        .setMandatory(work.step().mandatory())
                        .setLevel(work.level())
                        .setAfter(work.after().map(ContingencyTaskId::name).orElse(""))
                        .setCreatedAt(Times.message(work.createdAt()))
                        .setDueAt(Times.message(task.dueAt()))
                        .setOwner(task.owner())
                        .setRaised(task.raised())
                        .setLate(task.isLate());
        switch (task.state()) {
            case Open open -> {
                message.setNextDeadlineAt(Times.message(open.clock().nextDeadlineAt()))
                        .setTakenBy(open.taker().orElse(""));
                if (open instanceof SkipProposed proposed) {
                    skip(message, proposed.skip());
                }
            }
            case Settled settled -> {
                message.setSettledAt(Times.message(settled.at())).setSettledBy(settled.by());
                switch (settled) {
                    case Done done -> message.setResult(done.result());
                    case Skipped skipped -> skip(message, skipped.skip());
                }
            }
        }
        return message.build();
    }

    private static void skip(io.qipan.proto.dispatch.v1.ContingencyTask.Builder message, Skip skip) {
        message.setSkipReason(skip.reason()).setSkipProposedBy(skip.by());
    }

    private static io.qipan.proto.dispatch.v1.ContingencyTask.State state(ContingencyTask task) {
        return io.qipan.proto.dispatch.v1.ContingencyTask.State.valueOf(
                upper(task.state().word()));
    }

    /** Of a task that is settled. */
    static ContingencyDeviation deviation(ContingencyTask task, Settled settled) {
        return ContingencyDeviation.newBuilder()
                .setTask(task.id().name())
                .setStep(task.work().step().code())
                .setMandatory(task.work().step().mandatory())
                .setState(state(task))
                .setDueAt(Times.message(task.dueAt()))
                .setSettledAt(Times.message(settled.at()))
                .setLateS(Duration.between(task.dueAt(), settled.at()).toSeconds())
                .setRaised(task.raised())
                .build();
    }

    static ContingencyFinding message(Finding finding) {
        Found found = finding.found();
        ContingencyFinding.Builder message = ContingencyFinding.newBuilder()
                .setName(finding.id().name())
                .setEtag(Etag.of(finding.version()))
                .setState(ContingencyFinding.State.valueOf(upper(finding.state().word())))
                .setReview(found.activation().reviewName())
                .setIncident(found.incident().name())
                .setFoundInDrill(found.drill())
                .setText(found.text())
                .setOwner(finding.owner())
                .setDueAt(Times.message(finding.dueAt()))
                .setFoundBy(found.by())
                .setFoundAt(Times.message(found.at()));
        if (finding.state() instanceof Finding.Open(var clock)) {
            message.setNextDeadlineAt(Times.message(clock.nextDeadlineAt())).setReminders(clock.reminders());
        }
        finding.end()
                .ifPresent(end -> message.setOverAt(Times.message(end.at()))
                        .setOverBy(end.by())
                        .setOutcome(end.outcome()));
        return message.build();
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
