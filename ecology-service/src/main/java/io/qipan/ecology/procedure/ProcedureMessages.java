package io.qipan.ecology.procedure;

import io.qipan.ecology.procedure.model.Administrative.PenaltyKind;
import io.qipan.ecology.procedure.model.CaseLaw;
import io.qipan.ecology.procedure.model.ChosenBasis;
import io.qipan.ecology.procedure.model.Move.FileCase;
import io.qipan.ecology.procedure.model.Move.ImposePenalty;
import io.qipan.ecology.procedure.model.MoveKind;
import io.qipan.ecology.procedure.model.Procedure;
import io.qipan.ecology.procedure.model.Served;
import io.qipan.ecology.procedure.model.Step;
import io.qipan.ecology.procedure.model.Unestablished;
import io.qipan.proto.ecology.v1.DecisionService;
import io.qipan.proto.ecology.v1.FileCaseRequest;
import io.qipan.proto.ecology.v1.ImposePenaltyRequest;
import io.qipan.proto.ecology.v1.ProcedureStep;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

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
        procedure.unestablished().map(ProcedureMessages::message).ifPresent(message::setUnestablished);
        procedure.steps().stream().map(ProcedureMessages::message).forEach(message::addSteps);
        procedure.seizures().stream().map(SeizureMessages::message).forEach(message::addSeizures);
        procedure.examination().map(SeizureMessages::message).ifPresent(message::setExamination);
        procedure.service().map(ProcedureMessages::message).ifPresent(message::setService);
        return Kept.telling(message, procedure.kept()).build();
    }

    /** The penalty that somebody wants to impose. */
    public static ImposePenalty penalty(ImposePenaltyRequest request) {
        List<PenaltyKind> kinds = TrackMessages.kinds(request.getPenalty(), request.getFurtherPenaltiesList());
        boolean amount = request.getFineFen() > 0 || kinds.contains(PenaltyKind.FINE);
        return new ImposePenalty(
                kinds,
                amount ? OptionalLong.of(request.getFineFen()) : OptionalLong.empty(),
                request.getDecision(),
                TrackMessages.deviation(request.hasDeviation(), request.getDeviation()));
    }

    /** How somebody wants to file a case. */
    public static FileCase filing(FileCaseRequest request) {
        return new FileCase(
                request.getLaw() == io.qipan.proto.ecology.v1.CaseLaw.PUBLIC_ORDER
                        ? CaseLaw.PUBLIC_ORDER
                        : CaseLaw.ADMINISTRATIVE_PENALTY,
                request.hasDiscoveredAt() ? Optional.of(Times.instant(request.getDiscoveredAt())) : Optional.empty(),
                request.hasActEndedAt() ? Optional.of(Times.instant(request.getActEndedAt())) : Optional.empty(),
                request.getLongLimitation());
    }

    private static io.qipan.proto.ecology.v1.ChosenBasis message(ChosenBasis basis) {
        return io.qipan.proto.ecology.v1.ChosenBasis.newBuilder()
                .setRule(basis.rule())
                .setBy(basis.by())
                .setReason(basis.reason())
                .setAt(Times.message(basis.at()))
                .build();
    }

    private static io.qipan.proto.ecology.v1.Unestablished message(Unestablished facts) {
        return io.qipan.proto.ecology.v1.Unestablished.newBuilder()
                .addAllFacts(new TreeSet<>(facts.facts()))
                .setBy(facts.by())
                .setReason(facts.reason())
                .setAt(Times.message(facts.at()))
                .build();
    }

    private static Unestablished unestablished(io.qipan.proto.ecology.v1.Unestablished message) {
        return new Unestablished(
                Set.copyOf(message.getFactsList()),
                message.getBy(),
                message.getReason(),
                Times.instant(message.getAt()));
    }

    private static DecisionService message(Served served) {
        return DecisionService.newBuilder()
                .setAt(Times.message(served.at()))
                .setManner(served.manner())
                .setBy(served.by())
                .build();
    }

    private static Served served(DecisionService message) {
        return new Served(Times.instant(message.getAt()), message.getManner(), message.getBy());
    }

    private static ProcedureStep message(Step step) {
        return ProcedureStep.newBuilder()
                .setAction(step.action())
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
                message.hasUnestablished() ? Optional.of(unestablished(message.getUnestablished())) : Optional.empty(),
                message.getClocksList().stream().map(ClockMessages::clock).toList(),
                message.getStepsList().stream().map(ProcedureMessages::step).toList(),
                message.getSeizuresList().stream().map(SeizureMessages::seizure).toList(),
                message.hasExamination()
                        ? Optional.of(SeizureMessages.examination(message.getExamination()))
                        : Optional.empty(),
                message.hasService() ? Optional.of(served(message.getService())) : Optional.empty(),
                Kept.unknown(message, "clocks"));
    }

    private static ChosenBasis basis(io.qipan.proto.ecology.v1.ChosenBasis message) {
        return new ChosenBasis(message.getRule(), message.getBy(), message.getReason(), Times.instant(message.getAt()));
    }

    private static Step step(ProcedureStep message) {
        return new Step(
                MoveKind.of(message.getAction()),
                Times.instant(message.getAt()),
                message.getBy(),
                message.getReason(),
                message.getDetail(),
                Times.instant(message.hasToldAt() ? message.getToldAt() : message.getAt()),
                message.getAction());
    }
}
