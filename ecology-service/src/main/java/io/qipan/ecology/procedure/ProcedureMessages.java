package io.qipan.ecology.procedure;

import io.qipan.ecology.procedure.model.ChosenBasis;
import io.qipan.ecology.procedure.model.MoveKind;
import io.qipan.ecology.procedure.model.Procedure;
import io.qipan.ecology.procedure.model.Step;
import io.qipan.proto.ecology.v1.ProcedureStep;
import io.qipan.runtime.rpc.Times;
import java.util.Optional;

/** Procedures on the wire, in storage and in the model. */
public final class ProcedureMessages {

    private ProcedureMessages() {}

    /** The procedure of a case, {@code cases/{uuid}}. */
    public static io.qipan.proto.ecology.v1.Procedure message(String caseName, Procedure procedure) {
        io.qipan.proto.ecology.v1.Procedure.Builder message = io.qipan.proto.ecology.v1.Procedure.newBuilder()
                .setAdministrative(TrackMessages.message(procedure.administrative()))
                .setCriminal(TrackMessages.message(procedure.criminal(), procedure.police()));
        procedure.clocks().stream()
                .map(clock -> ClockMessages.message(caseName, clock))
                .forEach(message::addClocks);
        procedure.basis().map(ProcedureMessages::message).ifPresent(message::setBasis);
        procedure.steps().stream().map(ProcedureMessages::message).forEach(message::addSteps);
        return message.build();
    }

    private static io.qipan.proto.ecology.v1.ChosenBasis message(ChosenBasis basis) {
        return io.qipan.proto.ecology.v1.ChosenBasis.newBuilder()
                .setRule(basis.rule())
                .setBy(basis.by())
                .setReason(basis.reason())
                .setAt(Times.message(basis.at()))
                .build();
    }

    private static ProcedureStep message(Step step) {
        return ProcedureStep.newBuilder()
                .setAction(step.kind().name())
                .setAt(Times.message(step.at()))
                .setBy(step.by())
                .setReason(step.reason())
                .setDetail(step.detail())
                .setToldAt(Times.message(step.toldAt()))
                .build();
    }

    /** A procedure as it was once told; of an empty message, one in which nothing was done. */
    public static Procedure procedure(io.qipan.proto.ecology.v1.Procedure message) {
        String police = message.getCriminal().getPolice();
        return new Procedure(
                TrackMessages.administrative(message.getAdministrative()),
                TrackMessages.criminal(message.getCriminal()),
                police.isEmpty() ? Optional.empty() : Optional.of(police),
                message.hasBasis() ? Optional.of(basis(message.getBasis())) : Optional.empty(),
                message.getClocksList().stream().map(ClockMessages::clock).toList(),
                message.getStepsList().stream().map(ProcedureMessages::step).toList());
    }

    private static ChosenBasis basis(io.qipan.proto.ecology.v1.ChosenBasis message) {
        return new ChosenBasis(message.getRule(), message.getBy(), message.getReason(), Times.instant(message.getAt()));
    }

    private static Step step(ProcedureStep message) {
        return new Step(
                MoveKind.valueOf(message.getAction()),
                Times.instant(message.getAt()),
                message.getBy(),
                message.getReason(),
                message.getDetail(),
                Times.instant(message.hasToldAt() ? message.getToldAt() : message.getAt()));
    }
}
