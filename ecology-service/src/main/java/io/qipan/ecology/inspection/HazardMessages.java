package io.qipan.ecology.inspection;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.inspection.model.Escalations;
import io.qipan.ecology.inspection.model.Finding;
import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.ecology.inspection.model.HazardState;
import io.qipan.ecology.inspection.model.HazardState.Closed;
import io.qipan.ecology.inspection.model.HazardState.Deadline;
import io.qipan.ecology.inspection.model.HazardState.HandedOn;
import io.qipan.ecology.inspection.model.HazardState.Look;
import io.qipan.ecology.inspection.model.HazardState.Open;
import io.qipan.ecology.inspection.model.HazardState.Rectified;
import io.qipan.ecology.inspection.model.Recheck;
import io.qipan.ecology.inspection.model.Spot;
import io.qipan.proto.ecology.v1.Jurisdiction;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Hazards on the wire and in the model. */
final class HazardMessages {

    private HazardMessages() {}

    /** The id in {@code hazards/{uuid}}; empty if there is none, and so no such hazard. */
    static Optional<UUID> id(String name) {
        return InspectionMessages.id(name, Hazard.KIND);
    }

    static io.qipan.proto.ecology.v1.Hazard message(Hazard hazard) {
        Finding finding = hazard.finding();
        io.qipan.proto.ecology.v1.Hazard.Builder message = io.qipan.proto.ecology.v1.Hazard.newBuilder()
                .setName(hazard.name())
                .setEtag(hazard.etag())
                .setState(io.qipan.proto.ecology.v1.Hazard.State.valueOf(
                        hazard.state().code()))
                .setInspection(finding.inspection())
                .setTemplate(finding.template())
                .setItem(finding.item())
                .setSubject(finding.spot().subject().orElse(""))
                .setPoint(PlaceMessages.message(finding.spot().point()))
                .setResource(Jurisdiction.Kind.valueOf(finding.spot().resource().name()))
                .setAgency(finding.spot().agency())
                .setText(finding.text())
                .setFoundAt(Times.message(finding.foundAt()))
                .setExtensions(hazard.extensions())
                .setEscalations(hazard.escalations().count())
                .addAllRechecks(
                        hazard.rechecks().stream().map(HazardMessages::message).toList())
                .setRepeatOf(finding.repeatOf().orElse(""))
                .setDrill(finding.drill())
                .setTransfer(finding.transfer());
        hazard.escalations().lastAt().map(Times::message).ifPresent(message::setEscalatedAt);
        hazard.state().waitsUntil().map(Times::message).ifPresent(message::setDueAt);
        switch (hazard.state()) {
            case Open(Deadline deadline, String reason) -> write(deadline, message.setDueReason(reason));
            case Rectified(Look look, String note, Deadline kept) -> {
                write(kept, message.setDueReason(note).setKeptDueAt(Times.message(kept.dueAt())));
                message.setRecheckFrom(Times.message(look.from())).setRecheckProvisional(look.provisional());
            }
            case HandedOn(String to, Instant _, String reason, Optional<Deadline> kept) -> {
                message.setDueReason(reason).setHandedOnTo(to);
                kept.ifPresent(had -> write(had, message.setKeptDueAt(Times.message(had.dueAt()))));
            }
            case Closed(Recheck by) -> message.setClosedAt(Times.message(by.at()));
        }
        return message.build();
    }

    private static void write(Deadline deadline, io.qipan.proto.ecology.v1.Hazard.Builder message) {
        message.setDueProvisional(deadline.provisional());
        deadline.look()
                .ifPresent(look -> message.setRecheckBy(Times.message(look.by()))
                        .setRecheckFrom(Times.message(look.from()))
                        .setRecheckProvisional(look.provisional()));
    }

    private static io.qipan.proto.ecology.v1.Recheck message(Recheck recheck) {
        return io.qipan.proto.ecology.v1.Recheck.newBuilder()
                .setAt(Times.message(recheck.at()))
                .setRecordedAt(Times.message(recheck.recordedAt()))
                .setBy(recheck.by())
                .setGone(recheck.gone())
                .setNote(recheck.note())
                .build();
    }

    /** A hazard as it was once told. */
    static Hazard hazard(io.qipan.proto.ecology.v1.Hazard message) {
        List<Recheck> rechecks = message.getRechecksList().stream()
                .map(recheck -> new Recheck(
                        Times.instant(recheck.getAt()),
                        Times.instant(recheck.getRecordedAt()),
                        recheck.getBy(),
                        recheck.getGone(),
                        recheck.getNote()))
                .toList();
        return new Hazard(
                id(message.getName()).orElseThrow(),
                Long.parseLong(message.getEtag()),
                finding(message),
                state(message, rechecks),
                message.getExtensions(),
                new Escalations(
                        message.getEscalations(),
                        message.hasEscalatedAt()
                                ? Optional.of(Times.instant(message.getEscalatedAt()))
                                : Optional.empty()),
                rechecks);
    }

    private static Finding finding(io.qipan.proto.ecology.v1.Hazard message) {
        return new Finding(
                message.getInspection(),
                message.getTemplate(),
                message.getItem(),
                new Spot(
                        InspectionMessages.given(message.getSubject()),
                        PlaceMessages.point(message.getPoint()).toWgs84(),
                        ResourceKind.named(message.getResource().name()).orElseThrow(),
                        message.getAgency()),
                message.getText(),
                Times.instant(message.getFoundAt()),
                InspectionMessages.given(message.getRepeatOf()),
                message.getDrill(),
                message.getTransfer());
    }

    private static HazardState state(io.qipan.proto.ecology.v1.Hazard message, List<Recheck> rechecks) {
        Instant dueAt = Times.instant(message.getDueAt());
        return switch (message.getState()) {
            case OPEN -> new Open(deadline(message, dueAt, look(message)), message.getDueReason());
            case RECTIFIED ->
                new Rectified(
                        new Look(dueAt, from(message, dueAt), message.getRecheckProvisional()),
                        message.getDueReason(),
                        deadline(
                                message,
                                message.hasKeptDueAt() ? Times.instant(message.getKeptDueAt()) : dueAt,
                                Optional.empty()));
            case HANDED_ON ->
                new HandedOn(
                        message.getHandedOnTo(),
                        dueAt,
                        message.getDueReason(),
                        message.hasKeptDueAt()
                                ? Optional.of(deadline(message, Times.instant(message.getKeptDueAt()), look(message)))
                                : Optional.empty());
            case CLOSED -> new Closed(rechecks.getLast());
            case STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("Unknown state of " + message.getName());
        };
    }

    private static Deadline deadline(io.qipan.proto.ecology.v1.Hazard message, Instant dueAt, Optional<Look> look) {
        return new Deadline(dueAt, message.getDueProvisional(), look);
    }

    private static Optional<Look> look(io.qipan.proto.ecology.v1.Hazard message) {
        return message.hasRecheckBy()
                ? Optional.of(new Look(
                        Times.instant(message.getRecheckBy()),
                        from(message, Times.instant(message.getDueAt())),
                        message.getRecheckProvisional()))
                : Optional.empty();
    }

    /** One that was told before its times could be provisional does not say what they count from. */
    private static Instant from(io.qipan.proto.ecology.v1.Hazard message, Instant otherwise) {
        return message.hasRecheckFrom() ? Times.instant(message.getRecheckFrom()) : otherwise;
    }
}
