package io.qipan.ecology.procedure;

import io.qipan.ecology.procedure.model.Examination;
import io.qipan.ecology.procedure.model.Move.EndSeizure;
import io.qipan.ecology.procedure.model.Move.SeizeItems;
import io.qipan.ecology.procedure.model.Seizure;
import io.qipan.ecology.procedure.model.Seizure.End;
import io.qipan.ecology.procedure.model.Seizure.Item;
import io.qipan.ecology.procedure.model.Seizure.Keeper;
import io.qipan.proto.ecology.v1.EndSeizureRequest;
import io.qipan.proto.ecology.v1.SeizeItemsRequest;
import io.qipan.proto.ecology.v1.SeizeOnTheSpotRequest;
import io.qipan.proto.ecology.v1.SeizedItem;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import java.util.Optional;

/** Seizures and examinations on the wire, in storage and in the model. */
public final class SeizureMessages {

    private SeizureMessages() {}

    /** What somebody wants to seize. */
    public static SeizeItems seizing(SeizeItemsRequest request) {
        return new SeizeItems(
                kind(request.getKind()),
                items(request.getItemsList()),
                request.getDecision(),
                request.getApprovedBy(),
                request.getEvidenceList());
    }

    /** What somebody has seized before it was approved. */
    public static SeizeItems seizing(SeizeOnTheSpotRequest request) {
        return new SeizeItems(
                kind(request.getKind()),
                items(request.getItemsList()),
                request.getDecision(),
                "",
                request.getEvidenceList());
    }

    /** What somebody says has become of it. */
    public static EndSeizure end(EndSeizureRequest request) {
        return new EndSeizure(request.getNumber(), outcome(request.getOutcome()), request.getEvidenceList());
    }

    static io.qipan.proto.ecology.v1.CaseSeizure message(Seizure seizure) {
        io.qipan.proto.ecology.v1.CaseSeizure.Builder message = io.qipan.proto.ecology.v1.CaseSeizure.newBuilder()
                .setNumber(seizure.number())
                .setKind(io.qipan.proto.ecology.v1.CaseSeizure.Kind.valueOf(
                        seizure.kind().name()))
                .setDecision(seizure.decision())
                .setApprovedBy(seizure.approvedBy())
                .setSince(Times.message(seizure.since()))
                .setBy(seizure.by())
                .addAllEvidence(seizure.evidence());
        for (Item item : seizure.items()) {
            message.addItemsBuilder()
                    .setDescription(item.description())
                    .setQuantity(item.quantity())
                    .setUnit(item.unit());
        }
        seizure.keeper().ifPresent(keeper -> message.setKeeper(keeper.name()).setKeptAt(Times.message(keeper.since())));
        seizure.end()
                .ifPresent(end -> message.setOutcome(io.qipan.proto.ecology.v1.CaseSeizure.Outcome.valueOf(
                                end.outcome().name()))
                        .setEndedAt(Times.message(end.at()))
                        .addAllEndEvidence(end.evidence()));
        return message.build();
    }

    static Seizure seizure(io.qipan.proto.ecology.v1.CaseSeizure message) {
        return new Seizure(
                message.getNumber(),
                kind(message.getKind()),
                items(message.getItemsList()),
                message.getDecision(),
                message.getApprovedBy(),
                Times.instant(message.getSince()),
                message.getBy(),
                message.getEvidenceList(),
                message.hasKeptAt()
                        ? Optional.of(new Keeper(message.getKeeper(), Times.instant(message.getKeptAt())))
                        : Optional.empty(),
                message.hasEndedAt()
                        ? Optional.of(new End(
                                outcome(message.getOutcome()),
                                Times.instant(message.getEndedAt()),
                                message.getEndEvidenceList()))
                        : Optional.empty());
    }

    private static Seizure.Kind kind(io.qipan.proto.ecology.v1.CaseSeizure.Kind kind) {
        return Seizure.Kind.valueOf(kind.name());
    }

    private static Seizure.Outcome outcome(io.qipan.proto.ecology.v1.CaseSeizure.Outcome outcome) {
        return Seizure.Outcome.valueOf(outcome.name());
    }

    private static List<Item> items(List<SeizedItem> items) {
        return items.stream()
                .map(item -> new Item(item.getDescription(), item.getQuantity(), item.getUnit()))
                .toList();
    }

    static io.qipan.proto.ecology.v1.Examination message(Examination examination) {
        return io.qipan.proto.ecology.v1.Examination.newBuilder()
                .setKind(io.qipan.proto.ecology.v1.Examination.Kind.valueOf(
                        examination.kind().name()))
                .setSince(Times.message(examination.since()))
                .setBy(examination.by())
                .build();
    }

    static Examination examination(io.qipan.proto.ecology.v1.Examination message) {
        return new Examination(
                Examination.Kind.valueOf(message.getKind().name()), Times.instant(message.getSince()), message.getBy());
    }
}
