package io.qipan.ecology.oversight;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.ecology.oversight.model.JointOperation;
import io.qipan.ecology.oversight.model.JointOperation.Plan;
import io.qipan.ecology.oversight.model.JointOperation.State;
import io.qipan.ecology.oversight.model.JointTask;
import io.qipan.proto.ecology.v1.Jurisdiction.Kind;
import io.qipan.proto.ecology.v1.PlanJointOperationRequest;
import io.qipan.proto.ecology.v1.SharedOperation;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Joint operations and their tasks on the wire and in the model. */
final class JointOperationMessages {
    private JointOperationMessages() {}

    static Plan plan(PlanJointOperationRequest request, Instant now) {
        return new Plan(
                request.getTitle(),
                ResourceKind.valueOf(request.getKind().name()),
                PlaceMessages.point(request.getPoint()).toWgs84(),
                request.getPartiesList(),
                Optional.of(request.getOptionalCase()).filter(name -> !name.isEmpty()),
                now);
    }

    static io.qipan.proto.ecology.v1.JointOperation message(JointOperation operation) {
        Plan plan = operation.plan();
        io.qipan.proto.ecology.v1.JointOperation.Builder message = io.qipan.proto.ecology.v1.JointOperation.newBuilder()
                .setName(operation.name())
                .setEtag(operation.etag())
                .setState(state(operation))
                .setTitle(plan.title())
                .setKind(Kind.valueOf(plan.resource().name()))
                .setPoint(PlaceMessages.message(plan.point()))
                .addAllParties(plan.parties())
                .setCase(plan.caseName().orElse(""))
                .addAllTasks(operation.tasks().stream()
                        .map(JointOperationMessages::message)
                        .toList())
                .setPlannedAt(Times.message(plan.plannedAt()));
        if (operation.state() instanceof State.Concluded(var at, String conclusion)) {
            message.setConcludedAt(Times.message(at)).setConclusion(conclusion);
        }
        return message.build();
    }

    /** What a party is told of it. */
    static SharedOperation shared(JointOperation operation, String party) {
        return SharedOperation.newBuilder()
                .setName(operation.name())
                .setEtag(operation.etag())
                .setState(state(operation))
                .setTitle(operation.plan().title())
                .setKind(Kind.valueOf(operation.plan().resource().name()))
                .setPoint(PlaceMessages.message(operation.plan().point()))
                .addAllTasks(operation.tasksOf(party).stream()
                        .map(JointOperationMessages::message)
                        .toList())
                .build();
    }

    private static io.qipan.proto.ecology.v1.JointOperation.State state(JointOperation operation) {
        return io.qipan.proto.ecology.v1.JointOperation.State.valueOf(operation.stateCode());
    }

    private static io.qipan.proto.ecology.v1.JointTask message(JointTask task) {
        io.qipan.proto.ecology.v1.JointTask.Builder message = io.qipan.proto.ecology.v1.JointTask.newBuilder()
                .setNumber(task.number())
                .setParty(task.party())
                .setState(io.qipan.proto.ecology.v1.JointTask.State.valueOf(task.stateCode()))
                .setDemand(task.demand())
                .setDueAt(Times.message(task.dueAt()))
                .setLate(task.late());
        switch (task.state()) {
            case JointTask.State.Assigned _, JointTask.State.Overdue _ -> {}
            case JointTask.State.Done(var at, String result, String by) ->
                message.setEndedAt(Times.message(at)).setResult(result).setBy(by);
            case JointTask.State.Cancelled(var at, String result, String by) ->
                message.setEndedAt(Times.message(at)).setResult(result).setBy(by);
        }
        return message.build();
    }

    static JointOperation entry(io.qipan.proto.ecology.v1.JointOperation message) {
        Plan plan = new Plan(
                message.getTitle(),
                ResourceKind.valueOf(message.getKind().name()),
                PlaceMessages.point(message.getPoint()).toWgs84(),
                message.getPartiesList(),
                Optional.of(message.getCase()).filter(name -> !name.isEmpty()),
                Times.instant(message.getPlannedAt()));
        return new JointOperation(
                UUID.fromString(message.getName()
                        .substring(EntryKind.JOINT_OPERATION.prefix().length())),
                Long.parseLong(message.getEtag()),
                plan,
                message.getTasksList().stream()
                        .map(JointOperationMessages::task)
                        .toList(),
                switch (message.getState()) {
                    case ACTIVE -> new State.Active();
                    case CONCLUDED ->
                        new State.Concluded(Times.instant(message.getConcludedAt()), message.getConclusion());
                    case STATE_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalStateException("Unknown state of " + message.getName());
                });
    }

    private static JointTask task(io.qipan.proto.ecology.v1.JointTask message) {
        Instant endedAt = Times.instant(message.getEndedAt());
        return new JointTask(
                message.getNumber(),
                message.getParty(),
                message.getDemand(),
                Times.instant(message.getDueAt()),
                message.getLate(),
                switch (message.getState()) {
                    case ASSIGNED -> new JointTask.State.Assigned();
                    case OVERDUE -> new JointTask.State.Overdue();
                    case DONE -> new JointTask.State.Done(endedAt, message.getResult(), message.getBy());
                    case CANCELLED -> new JointTask.State.Cancelled(endedAt, message.getResult(), message.getBy());
                    case STATE_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalStateException("Unknown state of a task of " + message.getParty());
                });
    }
}
